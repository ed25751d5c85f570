"""A reply in words and Markdown for the page."""

from __future__ import annotations

from assistant.answering.reply import Reply

EXAMPLES = [
    "ปิดรับสมัครวันไหน",
    "มิติผลผลิตของนวัตกรรมการบริการกี่คะแนน",
    "หนึ่งผลงานส่งได้กี่ประเภท",
]
_BADGES = {
    "answered": "ตอบจากเอกสาร",
    "clarify": "ขอถามกลับ",
    "not_in_knowledge": "เอกสารไม่ได้ระบุ",
    "out_of_scope": "นอกขอบเขต",
    "refused": "ทำตามไม่ได้",
    "error": "ขัดข้อง",
}


_MARKDOWN = "\\`*_{}[]<>#|~$&"
_LONGEST_SHOWN = 2000


def plain(message: str) -> str:
    """What the person wrote, shown as written: no Markdown, no HTML, and so no picture that a page elsewhere would have to send."""
    return "".join(f"\\{char}" if char in _MARKDOWN else char for char in message[:_LONGEST_SHOWN]) or "(ว่าง)"


def message_of(reply: Reply) -> str:
    """The message shown: what kind of answer it is, the text, and the words quoted from the source."""
    sourced = reply.citations or reply.outcome != "answered"
    badge = f"`{_BADGES[reply.outcome]}`" if sourced and reply.outcome in _BADGES else ""
    quotes = "\n".join(f"> “{citation.quote}”\n> — {citation.section} · `{citation.entry}`\n" for citation in reply.citations)
    return "\n\n".join(part for part in (badge, reply.text, quotes) if part)


def trace_of(reply: Reply) -> str:
    """Why this answer, in plain words."""
    lines: list[str] = []
    for step in reply.trace:
        found = step.found
        if step.step == "resolve":
            lines.append(f"- เข้าใจว่าเป็นคำถามต่อเนื่อง: {plain(found['text'])}")
        elif step.step == "guard":
            lines.append("- ข้อความนี้ไม่ใช่คำถามที่ค้นในเอกสาร")
        elif step.step == "understand":
            named = ", ".join([*found["entities"], *(f"{entity} (อาจหมายถึง)" for entity in found["perhaps"])]) or "ไม่ได้ระบุ"
            lines.append(f"- เข้าใจว่า: {plain(found['text'])} · พูดถึง: {named}" + (f" · แก้คำพิมพ์: {plain(', '.join(found['mended']))}" if found["mended"] else ""))
        elif step.step == "retrieve":
            hits = "; ".join(f"{hit['owner']} ({hit['score']:.2f})" for hit in found["hits"][:3])
            lines.append(f"- ความรู้ที่ใกล้ที่สุด: {hits}")
        elif step.step == "look up":
            lines.append(f"- อ่านจากตารางของ: {', '.join(found['entries'])}")
        elif step.step == "decide":
            lines.append(f"- ความมั่นใจว่ามีคำตอบในเอกสาร: {found['probability']:.0%}")
        elif step.step == "verify":
            lines.append("- ตัวเลขทุกตัวในคำตอบมีอยู่ในเอกสาร" if not found["unfounded"] else "- พบตัวเลขที่ต้องตรวจสอบ")
    return "\n".join(lines) or "ยังไม่มีคำตอบ"
