"""The synthetic district of the demo: Jember's real places and schools, invented people, real file formats.

Lives with the demo on purpose: no module below may know that a child is synthetic.
"""
