"""Nobody meets an English word in the middle of an Indonesian page."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from scripts import catalogue
from scripts.catalogue import Found, in_python, in_template


def template() -> Catalog:
    found = [Found("One", None, None, "a.py", 1), Found("%(n)s child", "%(n)s children", None, "a.py", 2)]
    return catalogue.template_catalogue(iter([*found, Found("Close", None, "verb", "a.py", 3)]))


@pytest.fixture
def translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of three messages, complete and compiled; its .po file."""
    monkeypatch.setattr(catalogue, "LOCALE", tmp_path)
    catalogue.update("id", template())
    po = catalogue.po_file("id")
    text = po.read_text(encoding="utf-8")
    text = text.replace('msgid "One"\nmsgstr ""', 'msgid "One"\nmsgstr "Satu"')
    text = text.replace('msgid "Close"\nmsgstr ""', 'msgid "Close"\nmsgstr "Tutup"')
    text = text.replace('msgstr[0] ""', 'msgstr[0] "%(n)s anak"')
    po.write_text(text, encoding="utf-8")
    catalogue.update("id", template())
    return po


def test_every_message_is_translated_and_compiled():
    found = catalogue.template_catalogue(catalogue.messages())

    assert len(found) > 50
    assert [line for language in catalogue.languages() for line in catalogue.problems(language, found)] == []


def test_a_complete_catalogue_has_no_problems(translated: Path):
    assert catalogue.problems("id", template()) == []


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ('msgstr "Satu"', 'msgstr ""', "not translated: 'One'"),
        ('#: a.py\nmsgid "One"', '#: a.py\n#, fuzzy\nmsgid "One"', "fuzzy: 'One'"),
        ('msgid "One"', 'msgid "Two"', "missing: 'One'"),
        ('"%(n)s anak"', '"%(jumlah)s anak"', "other places than in English"),
        ('msgstr "Satu"', 'msgstr "Esa"', "django.mo is not the compiled django.po"),
    ],
)
def test_a_gap_in_a_catalogue_is_found(translated: Path, before: str, after: str, complaint: str):
    text = translated.read_text(encoding="utf-8")
    assert before in text
    translated.write_text(text.replace(before, after), encoding="utf-8")

    assert any(complaint in line for line in catalogue.problems("id", template()))


def test_a_message_nobody_uses_any_more_is_found(translated: Path):
    shorter = catalogue.template_catalogue(iter([Found("One", None, None, "a.py", 1)]))

    assert len([line for line in catalogue.problems("id", shorter) if "no longer used" in line]) == 2


def test_messages_are_found_in_calls_and_in_sentences_of_refusals():
    code = 'a = [_("A" " b"), ngettext("%(n)s c", "%(n)s cs", n), pgettext("m", "May")]\n'
    code += 'class R(Refused):\n    sentence: ClassVar[str] = "No."\n    code = "r.no"\n'

    found = [(each.singular, each.plural, each.context) for each in in_python(code, "a.py")]

    assert found == [
        ("A b", None, None),
        ("%(n)s c", "%(n)s cs", None),
        ("May", None, "m"),
        ("No.", None, None),
    ]


def test_messages_are_found_in_templates_however_the_page_is_indented():
    page = """
        {% if a %}<p>{% translate "It's here" %}
    </p>{% endif %}
            {% blocktranslate count n=list|length trimmed %}
              One child's
            {% plural %} {{ n }} children {% endblocktranslate %}
      {{ _("inline") }} {{ broken "quote' }}
    """

    found = [(each.singular, each.plural) for each in in_template(page, "a.html")]

    assert found == [("It's here", None), ("One child's", "%(n)s children"), ("inline", None)]
