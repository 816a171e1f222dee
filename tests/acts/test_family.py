"""The child's own details, who speaks for them, and how they may be reached."""

from dataclasses import replace
from datetime import date

import pytest

from send_desktop.errors import Refused
from send_desktop.records import Area, Carer, Case, Directory
from send_desktop.services import family
from send_desktop.services.rights import rights_in_words
from send_desktop.store import Store
from tests.helpers.acting import TODAY, Adopt, NewCase

CHILD = family.ChildDetails(forename="Ada", surname="Peppergoggle", date_of_birth=date(2018, 5, 4))
MOTHER = Carer(person_id=0, name="Ms Peppergoggle", relationship="Mother", telephone="01632 960123")


def lists(store: Store) -> Directory:
    with store.look() as reading:
        return reading.directory()


def test_a_childs_details_are_put_right_and_the_history_keeps_what_they_were(
    store: Store, new_case: NewCase, done: Adopt
) -> None:
    case = new_case()
    details = replace(CHILD, surname=" Peppergobble ", upn="a999 200025000", looked_after=True, primary_need="SLCN")

    case = done(family.correct_child(case, lists(store), details))

    assert (case.person.name, case.person.upn) == ("Peppergobble, Ada", "A999200025000")
    assert (case.person.looked_after, case.request.primary_need) == (True, "SLCN")
    with store.look() as reading:
        changes = {name: pair for line in reading.history(case.id) for name, pair in line.changes.items()}
    assert changes["surname"] == ("Peppergoggle", "Peppergobble")


def test_a_setting_that_is_not_on_the_list_yet_is_added_to_it(store: Store, new_case: NewCase, done: Adopt) -> None:
    case = new_case()

    case = done(family.correct_child(case, lists(store), replace(CHILD, setting="Larkenfold  Primary School")))
    assert case.setting == "Larkenfold Primary School"
    case = done(family.correct_child(case, lists(store), replace(CHILD, setting="larkenfold primary school")))

    assert case.setting == "Larkenfold Primary School"
    assert len(lists(store).settings) == 1


def test_a_child_is_moved_to_another_area_and_out_of_it_again(store: Store, new_case: NewCase, done: Adopt) -> None:
    with store.work("Priya Maplenoodle", "Add area") as work:
        work.add(Area(name="North"))
    case = done(family.correct_child(new_case(), lists(store), replace(CHILD, area="North")))
    assert case.area == "North"
    case = done(family.correct_child(case, lists(store), CHILD))
    assert case.area == ""
    with pytest.raises(Refused, match="no area called East"):
        family.correct_child(case, lists(store), replace(CHILD, area="East"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"surname": " "}, "surname"),
        ({"date_of_birth": date(2026, 10, 13)}, "later than"),
        ({"date_of_birth": date(1996, 1, 1)}, "over 25"),
        ({"primary_need": "XYZ"}, "primary need"),
        ({"rights_holder": "school"}, "rights"),
    ],
)
def test_details_that_cannot_be_are_refused(
    store: Store, new_case: NewCase, wrong: dict[str, object], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        family.correct_child(new_case(), lists(store), replace(CHILD, **wrong))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("upn", "said"),
    [
        ("", None),
        ("Y999200025000", None),
        (" y999 2000 25000 ", None),
        ("A999200025000", "should begin with Y"),
        ("Y99920002500", "13 characters and this one has 12"),
        ("YO99200025000", "check letter, eleven digits"),
    ],
)
def test_a_doubtful_upn_is_warned_of(upn: str, said: str | None) -> None:
    words = family.upn_caution(upn)
    assert words is None if said is None else said in (words or "")


def test_rights_follow_from_age_or_from_what_is_recorded(new_case: NewCase) -> None:
    child = replace(new_case().person, date_of_birth=date(2010, 3, 1))
    assert rights_in_words(child, TODAY) == "Young person: compulsory school age ended on 26 Jun 2026"
    assert rights_in_words(replace(child, rights_holder="parent"), TODAY) == "Parent, as recorded"
    younger = replace(child, date_of_birth=date(2018, 3, 1))
    assert rights_in_words(younger, TODAY) == "Parent, until compulsory school age ends on 30 Jun 2034"
    assert rights_in_words(replace(child, date_of_birth=None), TODAY) == "Not known without a date of birth"


@pytest.fixture
def with_mother(new_case: NewCase, done: Adopt) -> Case:
    return done(family.save_carer(new_case(), MOTHER))


def test_a_parent_is_added_and_later_changed(with_mother: Case, done: Adopt) -> None:
    mother = with_mother.carers[0]
    assert (mother.person_id, mother.telephone) == (with_mother.person.id, "01632 960123")

    moved = replace(mother, telephone="01632 960456", has_parental_responsibility=False)
    case = done(family.save_carer(with_mother, moved, mother))

    (after,) = case.carers
    assert (after.telephone, after.has_parental_responsibility) == ("01632 960456", False)


def test_a_carer_without_a_name_or_with_no_real_email_is_refused(with_mother: Case) -> None:
    with pytest.raises(Refused, match="name"):
        family.save_carer(with_mother, replace(MOTHER, name=" "))
    with pytest.raises(Refused, match="email"):
        family.save_carer(with_mother, replace(MOTHER, email="ms.peppergoggle at example.org"))


def test_what_must_not_be_disclosed_comes_before_how_to_reach_them(with_mother: Case, done: Adopt) -> None:
    assert family.contact_marks(with_mother) == ()
    mother = with_mother.carers[0]
    guarded = replace(mother, safe_contact="mobile before 15:00", do_not_disclose_to="Mr Grindlefern")

    case = done(family.save_carer(with_mother, guarded, mother))

    assert [mark.words for mark in family.contact_marks(case)] == [
        "Do not disclose to Mr Grindlefern (Ms Peppergoggle, mother)",
        "Safe contact with Ms Peppergoggle: mobile before 15:00",
    ]


def test_letters_address_each_parent_who_receives_them(new_case: NewCase, done: Adopt) -> None:
    case = done(family.save_carer(new_case(), replace(MOTHER, email="mother@example.org")))
    case = done(family.save_carer(case, Carer(person_id=0, name="Mr Peppergoggle", receives_letters=False)))

    assert [one.name for one in family.addressees(case, TODAY)] == ["Ms Peppergoggle"]
    assert family.addressee_problems(case, TODAY) == ()


def test_letters_address_the_young_person_once_compulsory_school_age_is_over(
    store: Store, new_case: NewCase, done: Adopt
) -> None:
    case = done(family.save_carer(new_case(), MOTHER))
    grown = replace(CHILD, date_of_birth=date(2010, 3, 4), address="4 Tollgate Lane, Calderwick")
    case = done(family.correct_child(case, lists(store), grown))

    assert [one.recipient for one in family.addressees(case, date(2026, 6, 26))] == ["family"]
    (after,) = family.addressees(case, date(2026, 6, 27))
    assert (after.name, after.recipient) == ("Ada Peppergoggle", "young_person")
    assert after.address == "4 Tollgate Lane, Calderwick"


def test_a_parent_recorded_as_holding_the_rights_is_addressed_whatever_the_age(
    store: Store, new_case: NewCase, done: Adopt
) -> None:
    grown = replace(CHILD, date_of_birth=date(2009, 3, 4), rights_holder="parent")
    case = done(family.correct_child(done(family.save_carer(new_case(), MOTHER)), lists(store), grown))
    assert [one.name for one in family.addressees(case, TODAY)] == ["Ms Peppergoggle"]


def test_what_stands_in_the_way_of_writing_to_a_family_is_said(new_case: NewCase, done: Adopt) -> None:
    case = new_case()
    assert "No parent or carer is recorded" in family.addressee_problems(case, TODAY)[0]
    case = done(family.save_carer(case, MOTHER))
    assert family.addressee_problems(case, TODAY) == ("No address or email is recorded for Ms Peppergoggle.",)
    case = done(family.save_carer(case, replace(MOTHER, receives_letters=False), case.carers[0]))
    assert "No parent or carer receives letters" in family.addressee_problems(case, TODAY)[0]


@pytest.mark.parametrize(
    ("primary", "secondary", "words"),
    [(None, "SLCN", "primary need first"), ("SLCN", "SLCN", "primary one again"), ("SLCN", "X", "secondary need from")],
)
def test_a_secondary_need_that_cannot_be_is_refused(
    store: Store, new_case: NewCase, primary: str | None, secondary: str, words: str
) -> None:
    details = replace(CHILD, primary_need=primary, secondary_need=secondary)
    with pytest.raises(Refused, match=words):
        family.correct_child(new_case(), lists(store), details)
