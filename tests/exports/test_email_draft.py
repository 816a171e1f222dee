"""Email drafts, read back by the standard library's own parser as a mail program would read them."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from send_desktop.errors import Refused, Unavailable
from send_desktop.exports.email_draft import Attachment, EmailDraft, draft_bytes, is_address, write


def read(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def draft(**changes: object) -> EmailDraft:
    values: dict[str, object] = {
        "to": ("ep@example.org",),
        "subject": "Advice outstanding",
        "text": "Please send it.\n",
    }
    return EmailDraft(**(values | changes))  # type: ignore[arg-type]


def test_a_draft_opens_unsent_with_what_it_was_given() -> None:
    message = read(draft_bytes(draft(cc=("head@example.org", "lead@example.org"))))
    assert message["X-Unsent"] == "1"
    assert message["To"] == "ep@example.org"
    assert message["Cc"] == "head@example.org, lead@example.org"
    assert message["Subject"] == "Advice outstanding"
    assert text_of(message) == "Please send it.\n"


def test_a_draft_names_no_sender_and_no_day_so_that_the_mail_program_puts_its_own() -> None:
    message = read(draft_bytes(draft()))
    assert [name for name in ("From", "Date", "Message-ID", "Cc", "Bcc") if name in message] == []


def test_words_of_every_language_and_very_long_lines_come_through_whole() -> None:
    text = "Zoë’s setting: Ysgol Ŵyn\n" + "long " * 400 + "\n"
    message = read(draft_bytes(draft(text=text, subject="Cyngor – Ŵyn")))
    assert text_of(message) == text
    assert message["Subject"] == "Cyngor – Ŵyn"


def test_attachments_keep_their_names_and_their_bytes() -> None:
    files = (Attachment("Request for advice.pdf", b"%PDF-1.7 \x00\xff"), Attachment("Notes – Ŵ.docx", b"PK\x03\x04"))
    message = read(draft_bytes(draft(attachments=files)))
    found = [(one.get_filename(), one.get_content()) for one in message.iter_attachments()]
    assert found == [(one.file_name, one.content) for one in files]
    assert text_of(message) == "Please send it.\n"


def test_the_same_draft_gives_the_same_bytes() -> None:
    one = draft(attachments=(Attachment("a.pdf", b"x"),))
    assert draft_bytes(one) == draft_bytes(one)


def test_a_line_break_in_a_subject_begins_no_header() -> None:
    message = read(draft_bytes(draft(subject="Advice\r\nBcc: thief@example.org")))
    assert "Bcc" not in message
    assert message["Subject"] == "Advice Bcc: thief@example.org"


@pytest.mark.parametrize(
    "typed", ["nobody", "a b@example.org", "a@example.org\nBcc: x@example.org", "a@", "A <a@b.org>"]
)
def test_what_is_no_address_is_refused_in_words(typed: str) -> None:
    assert not is_address(typed)
    with pytest.raises(Refused, match="is not an email address"):
        draft_bytes(draft(to=(typed,)))


def test_a_draft_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    content = write(draft(), tmp_path / "Chase EP.eml")
    assert (tmp_path / "Chase EP.eml").read_bytes() == content
    with pytest.raises(Unavailable, match="no folder"):
        write(draft(), tmp_path / "gone" / "Chase EP.eml")


@pytest.mark.parametrize("typed", ["@b", "a@b@c", "a@b..org", "a@b.org(hidden)", "a@b\x1c.org", '"a\r\nb"@c.org'])
def test_what_is_no_address_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(Refused, match="is not an email address"):
        draft_bytes(draft(to=(typed,)))


def test_no_name_or_text_adds_a_line_to_the_head_of_an_email() -> None:
    attached = Attachment("report\r\nBcc: b@example.org.pdf", b"x")
    sent = draft_bytes(draft(subject="a\r\nBcc: b@example.org\0\ud800", text="x\0\ud800\n", attachments=(attached,)))
    message = read(sent)
    assert message["Bcc"] is None
    assert message["Subject"] == "a Bcc: b@example.org"
    assert b"\0" not in sent
