"""Addresses of reviews by the committee."""

from django.urls import path

from jembatan.agreements.web import reviews

of_one_agreement = [
    path("telaah/", reviews.show_reviews, name="reviews"),
    path("telaah/baru/", reviews.convene, name="convene_review"),
    path("telaah/<int:number>/", reviews.show_review, name="review"),
    path("telaah/<int:number>/jawab/", reviews.answer, name="answer_review"),
    path("telaah/<int:number>/putuskan/", reviews.decide, name="decide_review"),
]
