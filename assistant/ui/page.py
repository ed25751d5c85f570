"""The chat page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI

from assistant.answering.reply import Reply
from assistant.conversation import Assistant, State
from assistant.ui.render import EXAMPLES, message_of, plain, trace_of

_CSS = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
# A long answer is read from its start: bring the last question to the top instead of the last line to the bottom.
_SHOW_QUESTION = """() => setTimeout(() => {
  const asked = document.querySelectorAll('#chat .user');
  const last = asked[asked.length - 1];
  const box = last && last.closest('.bubble-wrap');
  if (box) box.scrollTop += last.getBoundingClientRect().top - box.getBoundingClientRect().top - 8;
}, 80)"""
_CONCURRENT = 16  # an answer takes about 30 ms: enough for fifty people at once, bounded for the rest
_WAITING = 256

_THEME = gr.themes.Base(
    primary_hue=gr.themes.colors.teal,
    neutral_hue=gr.themes.colors.slate,
    font=["Noto Sans Thai", "ui-sans-serif", "system-ui", "sans-serif"],
    font_mono=["ui-monospace", "Noto Sans Thai", "monospace"],
    radius_size=gr.themes.sizes.radius_lg,
    text_size=gr.themes.sizes.text_md,
).set(  # white on a lighter teal is too faint to read
    button_primary_background_fill="*primary_700",
    button_primary_background_fill_hover="*primary_800",
    button_primary_text_color="white",
)


def mount_page(app: FastAPI, assistant: Assistant) -> FastAPI:
    """The API with the page mounted at ``/``."""
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build_page(assistant),
        path="/",
        theme=_THEME,
        css=_CSS,
        footer_links=[],
        show_error=False,
        max_file_size="1mb",
        allowed_paths=[],
        head='<meta name="viewport" content="width=device-width, initial-scale=1">',
    )
    return mounted


def build_page(assistant: Assistant) -> gr.Blocks:
    """The page as Gradio blocks."""
    round_ = assistant.knowledge.rounds[assistant.round].round

    def send(message: str, shown: list[dict[str, Any]], state: dict[str, Any]) -> tuple[Any, ...]:
        new_state, reply = assistant.reply(State.model_validate(state or {}), message)
        shown = [*shown, {"role": "user", "content": plain(message)}, {"role": "assistant", "content": message_of(reply)}]
        return "", shown, new_state.model_dump(), trace_of(reply), *_offer(reply)

    def clear() -> tuple[Any, ...]:
        return "", [], {}, "", *_offer(None)

    def _offer(reply: Reply | None) -> tuple[Any, ...]:
        texts = list(reply.suggestions[:3]) if reply is not None else EXAMPLES[:3]
        return tuple(gr.update(value=text, visible=True) for text in texts) + tuple(gr.update(visible=False) for _ in range(3 - len(texts)))

    with gr.Blocks(title="ผู้ช่วยรางวัลเลิศรัฐ", analytics_enabled=False, fill_height=True) as page:
        state = gr.State({})
        gr.Markdown(
            f"# ผู้ช่วยรางวัลเลิศรัฐ\nตอบจากเอกสาร{round_.name} ({round_.source.published}) พร้อมที่มาทุกคำตอบ และบอกตรง ๆ เมื่อเอกสารไม่ได้ระบุ",
            elem_id="heading",
        )
        chat = gr.Chatbot(
            show_label=False,
            elem_id="chat",
            height="58dvh",
            buttons=["copy"],
            autoscroll=False,
            layout="bubble",
            feedback_options=None,
            placeholder="### ถามเรื่องรางวัลเลิศรัฐได้เลย\nประเภทรางวัล · คุณสมบัติ · เกณฑ์คะแนน · กำหนดการ · เอกสารแนบ",
            sanitize_html=True,
            latex_delimiters=[],
        )
        with gr.Row(elem_id="offers"):
            offers = [gr.Button(text, size="sm", variant="secondary", elem_classes="offer") for text in EXAMPLES[:3]]
        with gr.Row(elem_id="ask"):
            box = gr.Textbox(
                label="คำถาม", show_label=False, placeholder="พิมพ์คำถาม แล้วกด Enter", lines=1, max_lines=6, scale=8, autofocus=True, elem_id="question"
            )
            button = gr.Button("ส่ง", variant="primary", scale=1, min_width=88, elem_id="send")
        with gr.Row():
            again = gr.Button("เริ่มบทสนทนาใหม่", size="sm", variant="secondary", elem_id="again")
        with gr.Accordion("ทำไมตอบแบบนี้", open=False, elem_id="why"):
            why = gr.Markdown("ยังไม่มีคำตอบ")
        outputs = [box, chat, state, why, *offers]
        sources = [(box.submit, box), (button.click, box), *((offer.click, offer) for offer in offers)]
        for trigger, source in sources:
            sent = trigger(send, [source, chat, state], outputs, api_visibility="private", show_progress="hidden")
            sent.then(None, None, None, js=_SHOW_QUESTION)
        for trigger in (again.click, chat.clear):  # Gradio's own bin would empty the chat and keep what it was about
            trigger(clear, None, outputs, api_visibility="private", show_progress="hidden")
    page.queue(default_concurrency_limit=_CONCURRENT, max_size=_WAITING, api_open=False)
    return page
