"""The whole RADes as one document, for Word and PDF alike."""

from jembatan.action_plans.exchange import activities, annexes, chapters
from jembatan.action_plans.exchange.printing import Paper
from jembatan.documents.rules.blocks import Block, Book, Contents, Heading, Section


def rades_book(paper: Paper) -> Book:
    """The document of a plan: cover, seven chapters, and in an office copy the annexes."""
    first, second = chapters.introduction(paper), chapters.situation(paper)
    middle = [*chapters.problems(paper), *chapters.targets(paper)]
    last = [*chapters.monitoring(paper), *chapters.closing(paper)]
    matrix = activities.chapter(paper)
    extra = _annexes(paper)
    headings = _headings(
        [*first, *second, *middle, *matrix, *last, *(block for part in extra for block in part.blocks)]
    )
    sections = [
        chapters.cover(paper),
        Section((chapters.letterhead(paper), Contents("DAFTAR ISI", headings))),
        Section(tuple(first)),
        Section(tuple(second)),
        Section(tuple(middle)),
        Section(tuple(matrix), landscape=True),
        Section(tuple(last)),
        *extra,
    ]
    return Book(
        title=f"Rencana Aksi Desa Penanganan Anak Tidak Sekolah {paper.village_name} {paper.page.plan.year}",
        author=f"Pemerintah {paper.village_name}",
        dated=paper.printed_on,
        sections=tuple(sections),
        watermark="RANCANGAN" if paper.is_draft else "",
        footer=f"RADes P-ATS {paper.village_name} {paper.page.plan.year} · salinan {paper.copy}",
        keywords=("RADes", "anak tidak sekolah", paper.page.village.code),
    )


def _annexes(paper: Paper) -> list[Section]:
    if paper.is_public or not paper.page.rows:
        return []
    listed = [Section(tuple(annexes.origin(paper)), landscape=True)]
    if paper.names:
        listed.append(Section(tuple(annexes.name_list(paper)), landscape=True))
    return listed


def _headings(blocks: list[Block]) -> tuple[str, ...]:
    return tuple(block.text for block in blocks if isinstance(block, Heading) and block.level == 1)
