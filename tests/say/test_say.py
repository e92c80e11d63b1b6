"""Texts of the site pass through one catalogue."""

from gettext import NullTranslations

from markupsafe import Markup

from kb.say import english, gettext, mark, say, say_count, say_html, say_list, say_number, speaking
from kb.vocab.terms import vocabulary


class Loud(NullTranslations):
    """A language in which everything is said in capitals, but for what braces hold."""

    def gettext(self, message: str) -> str:
        """Return a text in capitals."""
        return "".join(
            part if part.startswith("{") else part.upper()
            for part in message.replace("{", "\0{").replace("}", "}\0").split("\0")
        )

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form for the number, in capitals; two has a form of its own."""
        return self.gettext(f"both {msgid2}" if n == 2 else msgid1 if n == 1 else msgid2)


def test_english_needs_no_catalogue() -> None:
    """Without a catalogue each text is itself, and a brace without values is a brace."""
    assert say("No source says so.") == "No source says so."
    assert say("{number} of {total}", number=2, total=7) == "2 of 7"
    assert say("a {brace}") == "a {brace}"
    assert mark("later") == "later"


def test_a_number_is_said_in_its_own_form() -> None:
    """One is one, none and many are many, and thousands are set apart."""
    forms = [say_count("{number} claim", "{number} claims", number) for number in (0, 1, 2, 1200)]
    assert forms == ["0 claims", "1 claim", "2 claims", "1,200 claims"]


def test_a_catalogue_is_asked_for_every_text_until_its_block_ends() -> None:
    """Texts, counts and HTML change language together, and change back; values never do."""
    with speaking(Loud()):
        assert say("said by {name}", name="Kent") == "SAID BY Kent"
        assert say_count("{number} claim", "{number} claims", 2) == "BOTH 2 CLAIMS"
        assert say_html("by <b>{name}</b>", name="K & D") == "BY <B>K &amp; D</B>"
        assert gettext("") == ""
    assert say("said by {name}", name="Kent") == "said by Kent"


def test_a_value_in_html_is_escaped_unless_it_is_html_of_ours() -> None:
    """No value from a record becomes a tag."""
    assert say_html("<i>{text}</i>", text="<b>") == "<i>&lt;b&gt;</i>"
    assert say_html("<i>{text}</i>", text=Markup("<b>x</b>")) == "<i><b>x</b></i>"


def test_lists_and_numbers_have_one_home() -> None:
    """A list of any length is one text, and a number is written alike everywhere."""
    assert [say_list(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert [say_number(number) for number in (7, 1200, 1234.5)] == ["7", "1,200", "1,234.5"]


def test_labels_of_a_vocabulary_are_said_and_ids_are_not() -> None:
    """A reader sees a label in the language of the site; what is no term stays as it is."""
    kinds = vocabulary("kind", "news | News | A text of an outlet.")
    with speaking(Loud()):
        assert (kinds.label("news"), kinds.note("news")) == ("NEWS", "A TEXT OF AN OUTLET.")
        assert (kinds.english("news"), kinds.label("other")) == ("News", "other")
        assert list(kinds) == ["news"]


def test_the_english_text_behind_a_text_is_known_while_it_is_said() -> None:
    """Ids of headings are made from it: an address does not change with the language."""
    with speaking(Loud()):
        assert say("Open questions") == "OPEN QUESTIONS"
        assert english("OPEN QUESTIONS") == "Open questions"
        assert english("Never said") == "Never said"
    assert english("OPEN QUESTIONS") == "OPEN QUESTIONS"
