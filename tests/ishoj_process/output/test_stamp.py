"""The stamp rises with every change of what is public, and only then."""

from ishoj_process.models import PublicStamp


def test_stamp_rises_when_a_row_is_saved(strategy):
    before = PublicStamp.current()

    strategy.save()

    assert PublicStamp.current() == before + 1


def test_stamp_rises_when_a_row_is_deleted(strategy):
    before = PublicStamp.current()

    strategy.delete()

    assert PublicStamp.current() == before + 1


def test_stamp_stays_when_people_are_saved(member):
    before = PublicStamp.current()

    member.save()

    assert PublicStamp.current() == before
