package org.siguard.report.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.siguard.report.document.PdfPaper.Ink;

/** Draws cards in rows; those of a row stay together. */
final class PdfCards {
    private static final int ACROSS = 4;
    private static final float GAP = 12;
    private static final float SIDE = 62;
    private static final Ink WORD = new Ink(8.6f, true, PdfPages.INK);
    private static final Ink LINE = new Ink(8, false, PdfPages.INK);

    private PdfCards() {
    }

    /** A card whose words are broken into lines. */
    private record Laid(Block.Card card, List<String> title, List<String> lines) {
        float height() {
            return (card.picture().isPresent() ? SIDE + 4 : 0) + title.size() * WORD.line() + lines.size() * LINE.line();
        }
    }

    /** The first row. */
    static float start(PdfPaper paper, List<Block.Card> cards) throws IOException {
        return height(row(paper, cards, 0, width())) + GAP;
    }

    private static float width() {
        return (PdfPaper.WIDTH - (ACROSS - 1) * GAP) / ACROSS;
    }

    private static List<Laid> row(PdfPaper paper, List<Block.Card> cards, int from, float width) throws IOException {
        List<Laid> row = new ArrayList<>();
        for (Block.Card card : cards.subList(from, Math.min(cards.size(), from + ACROSS))) {
            List<String> lines = new ArrayList<>();
            for (String line : card.lines()) {
                lines.addAll(paper.type().lines(line, LINE.size(), width));
            }
            row.add(new Laid(card, paper.type().lines(card.title(), WORD.size(), width), lines));
        }
        return row;
    }

    private static float height(List<Laid> row) {
        return (float) row.stream().mapToDouble(Laid::height).max().orElse(0);
    }

    static void draw(PdfPaper paper, List<Block.Card> cards) throws IOException {
        float width = width();
        for (int from = 0; from < cards.size(); from += ACROSS) {
            List<Laid> row = row(paper, cards, from, width);
            float height = height(row);
            paper.need(height + GAP);
            for (int i = 0; i < row.size(); i++) {
                draw(paper, row.get(i), PdfPaper.LEFT + i * (width + GAP), paper.y());
            }
            paper.down(height + GAP);
        }
    }

    private static void draw(PdfPaper paper, Laid laid, float x, float top) throws IOException {
        float y = top;
        if (laid.card.picture().isPresent()) {
            Thumbnail picture = laid.card.picture().get();
            float scale = SIDE / Math.max(picture.image().getWidth(), picture.image().getHeight());
            paper.picture(picture, x, y - picture.image().getHeight() * scale, picture.image().getWidth() * scale,
                    picture.image().getHeight() * scale);
            y -= SIDE + 4;
        }
        for (String line : laid.title) {
            y -= WORD.line();
            paper.text(line, x, y + 0.28f * WORD.size(), WORD);
        }
        for (String line : laid.lines) {
            y -= LINE.line();
            paper.text(line, x, y + 0.28f * LINE.size(), LINE);
        }
    }
}
