package org.siguard.report.document;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.siguard.report.document.PdfPaper.Ink;

/** Draws a table: columns as wide as their words need, rows that stay whole, the heads again on every page. */
final class PdfTable {
    private static final float GAP = 9;
    private static final float PADDING = 2.6f;
    /** Rows below the heads that are not left to the next page. */
    private static final int WITH_HEADS = 3;
    private static final float[] SIZES = {8.6f, 7.8f, 7, 6.3f};
    private static final Color RULE = new Color(0xd8dee4);

    private final PdfPaper paper;
    private final Block.Table table;
    private final float size;
    private final float[] widths;

    private PdfTable(PdfPaper paper, Block.Table table) throws IOException {
        this.paper = paper;
        this.table = table;
        float chosen = SIZES[SIZES.length - 1];
        for (float candidate : SIZES) {
            if (sum(least(candidate)) <= room()) {
                chosen = candidate;
                break;
            }
        }
        this.size = chosen;
        this.widths = widths();
    }

    static void draw(PdfPaper paper, Block.Table table) throws IOException {
        new PdfTable(paper, table).draw();
    }

    /** The caption, the heads and the first rows: what stays together. */
    static float start(PdfPaper paper, Block.Table table) throws IOException {
        return new PdfTable(paper, table).start();
    }

    private float room() {
        return PdfPaper.WIDTH - GAP * (table.columns().size() - 1);
    }

    /** Of each column, the width of its longest word. */
    private float[] least(float letters) throws IOException {
        float[] least = new float[table.columns().size()];
        for (int column = 0; column < least.length; column++) {
            least[column] = paper.type().widestWord(table.columns().get(column).name(), letters);
            for (List<String> row : table.rows()) {
                least[column] = Math.max(least[column], paper.type().widestWord(row.get(column), letters));
            }
        }
        return least;
    }

    /** What each column would like, where there is room; otherwise its least, and a fair part of what is left. */
    private float[] widths() throws IOException {
        float[] least = least(size);
        float[] wanted = new float[least.length];
        for (int column = 0; column < wanted.length; column++) {
            wanted[column] = Math.max(least[column], Math.min(120, paper.type().width(table.columns().get(column).name(), size)));
            for (List<String> row : table.rows()) {
                wanted[column] = Math.max(wanted[column], paper.type().width(row.get(column), size));
            }
        }
        float more = room() - sum(least);
        float asked = sum(wanted) - sum(least);
        float[] out = new float[least.length];
        for (int column = 0; column < out.length; column++) {
            out[column] = more < 0 ? least[column] * room() / sum(least)
                    : asked <= more ? wanted[column] : least[column] + (wanted[column] - least[column]) * more / asked;
            out[column] += 0.01f; // what fits exactly is not to be broken for the last digit of a float
        }
        return out;
    }

    private static float sum(float[] numbers) {
        float sum = 0;
        for (float number : numbers) {
            sum += number;
        }
        return sum;
    }

    private void draw() throws IOException {
        Ink caption = PdfPages.note();
        List<String> said = paper.type().lines(table.caption(), caption.size(), PdfPaper.WIDTH);
        List<List<String>> heads = heads();
        paper.need(start());
        paper.lines(said, PdfPaper.LEFT, caption);
        paper.down(4);
        row(heads, true);
        for (List<String> row : table.rows()) {
            List<List<String>> cells = cells(row);
            if (paper.need(height(cells))) {
                row(heads, true);
            }
            row(cells, false);
        }
        paper.down(12);
    }

    private float start() throws IOException {
        float first = 0;
        for (List<String> row : table.rows().subList(0, Math.min(WITH_HEADS, table.rows().size()))) {
            first += height(cells(row));
        }
        Ink caption = PdfPages.note();
        return paper.type().lines(table.caption(), caption.size(), PdfPaper.WIDTH).size() * caption.line() + height(heads()) + first + 8;
    }

    private List<List<String>> heads() throws IOException {
        return cells(table.columns().stream().map(Block.Column::name).toList());
    }

    private List<List<String>> cells(List<String> row) throws IOException {
        List<List<String>> cells = new ArrayList<>();
        for (int column = 0; column < row.size(); column++) {
            cells.add(paper.type().lines(row.get(column), size, widths[column]));
        }
        return cells;
    }

    private float line() {
        return size * 1.22f;
    }

    private float height(List<List<String>> cells) {
        return cells.stream().mapToInt(List::size).max().orElse(0) * line() + 2 * PADDING;
    }

    private void row(List<List<String>> cells, boolean heads) throws IOException {
        float top = paper.y();
        Ink ink = new Ink(size, heads, PdfPages.INK);
        float x = PdfPaper.LEFT;
        for (int column = 0; column < widths.length; column++) {
            float base = top - PADDING - 0.95f * size;
            for (String line : cells.get(column)) {
                float from = table.columns().get(column).number() ? x + widths[column] - paper.type().width(line, size) : x;
                paper.text(line, from, base, ink);
                base -= line();
            }
            x += widths[column] + GAP;
        }
        paper.down(height(cells));
        paper.rule(PdfPaper.LEFT, sum(widths) + GAP * (widths.length - 1), paper.y(), heads ? 1 : 0.5f, heads ? PdfPages.MUTED : RULE);
    }
}
