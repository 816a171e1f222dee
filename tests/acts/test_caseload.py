import pytest

from send_desktop.services.caseload import is_found

LINE = "EHC-26-0543\nAmelia Conkersprocket, Amelia\nTeaselmoor Pre-School\nNorth\nReply from Oak Bank due 3 Dec"


@pytest.mark.parametrize("words", ["", "amelia", "CONKER", "543", "ehc-26", "oak reply", "pre-sch", "teasel north"])
def test_words_that_begin_a_word_of_the_line_are_found(words: str) -> None:
    assert is_found(words, LINE)


@pytest.mark.parametrize("words", ["ep", "sprocket", "amelia south", "0544", "no ep"])
def test_letters_inside_a_word_are_not_a_find(words: str) -> None:
    assert not is_found(words, LINE)


def test_a_name_with_signs_that_mean_something_to_a_machine_is_only_a_name() -> None:
    assert is_found("o'br", "Siobhan O'Brien (twin)")
    assert is_found("(twin", "Siobhan O'Brien (twin)")
