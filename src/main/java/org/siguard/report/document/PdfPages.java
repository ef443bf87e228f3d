package org.siguard.report.document;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.siguard.base.AtomicFiles;
import org.siguard.report.ChartPdf;
import org.siguard.report.ChartTheme;
import org.siguard.report.document.PdfPaper.Ink;

/**
 * A document as a PDF on A4: text that can be searched and copied, its typeface in the file, charts in lines, a table of contents in
 * the reader's margin. The same document gives the same bytes.
 */
public final class PdfPages {
    static final Color INK = new Color(0x24292f);
    static final Color MUTED = new Color(0x57606a);
    private static final Color ACCENT = new Color(0x0072b2);
    private static final Color SHADE = new Color(0xf6f8fa);
    private static final Ink TITLE = new Ink(19, true, INK);
    private static final Ink HEADING = new Ink(13, true, INK);
    private static final Ink LEAD = new Ink(11.5f, false, INK);
    private static final Ink TEXT = new Ink(10, false, INK);
    private static final Ink STRONG = new Ink(10, true, INK);
    private static final Ink CODE = new Ink(8.4f, false, INK);
    private static final Ink FOOT = new Ink(8, false, MUTED);
    /** Text of at most so many lines between a heading and a figure or a table belongs to both. */
    private static final int FEW_LINES = 4;
    private static final int WITH_HEADING = 3;
    private static final float INDENT = 14;
    /** Figures are drawn so wide, in points of a screen, and then made to fit: their words come out a little smaller than the text. */
    private static final int FIGURE = 720;

    private final PDDocument pdf;
    private final PdfPaper paper;
    private final PDDocumentOutline outline = new PDDocumentOutline();

    private PdfPages(PDDocument pdf, PdfPaper paper) {
        this.pdf = pdf;
        this.paper = paper;
    }

    static Ink note() {
        return new Ink(9, false, MUTED);
    }

    public static void write(Document document, Path file) {
        AtomicFiles.write(file, of(document));
    }

    public static byte[] of(Document document) {
        try (PDDocument pdf = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            pdf.setDocumentId((long) document.title().hashCode()); // and not the time: the same document, the same file
            pdf.getDocumentInformation().setTitle(document.title());
            pdf.getDocumentInformation().setCreator("SIGuard Workbench");
            pdf.getDocumentCatalog().setLanguage("en");
            try (PdfPaper paper = new PdfPaper(pdf, new PdfType(pdf))) {
                new PdfPages(pdf, paper).draw(document);
            }
            pdf.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory only
        }
    }

    private void draw(Document document) throws IOException {
        pdf.getDocumentCatalog().setDocumentOutline(outline);
        paper.lines(paper.type().lines(document.title(), TITLE.size(), PdfPaper.WIDTH), PdfPaper.LEFT, TITLE);
        paper.down(6);
        List<Block> blocks = document.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Block.Heading heading) {
                heading(heading.text(), start(blocks.subList(i + 1, blocks.size())));
            } else {
                draw(blocks.get(i));
            }
        }
        paper.feet(document.title(), FOOT);
    }

    private void draw(Block block) throws IOException {
        switch (block) {
            case Block.Heading heading -> heading(heading.text(), 0);
            case Block.Lead lead -> lead(lead.text());
            case Block.Paragraph paragraph -> text(paragraph.text(), TEXT, 7);
            case Block.Note note -> text(note.text(), note(), 7);
            case Block.Points points -> points(points.texts());
            case Block.Table table -> PdfTable.draw(paper, table);
            case Block.Figure figure -> figure(figure);
            case Block.Glossary glossary -> glossary(glossary.terms());
            case Block.Cards cards -> PdfCards.draw(paper, cards.cards());
            case Block.Listing listing -> listing(listing.text());
        }
    }

    /** How much of what comes next must stand on one page with the heading before it. */
    private float start(List<Block> next) throws IOException {
        return next.isEmpty() ? 0 : switch (next.get(0)) {
            case Block.Heading heading -> 10 + HEADING.line() + 4 + start(next.subList(1, next.size()));
            case Block.Lead lead -> 4 + LEAD.line() * paper.type().lines(lead.text(), LEAD.size(), PdfPaper.WIDTH - INDENT).size();
            case Block.Paragraph paragraph -> start(paragraph.text(), TEXT, next);
            case Block.Note note -> start(note.text(), note(), next);
            case Block.Points points -> WITH_HEADING * TEXT.line();
            case Block.Table table -> PdfTable.start(paper, table);
            case Block.Figure figure -> height(figure) + under(figure);
            case Block.Glossary glossary -> WITH_HEADING * TEXT.line();
            case Block.Cards cards -> PdfCards.start(paper, cards.cards());
            case Block.Listing listing -> WITH_HEADING * CODE.line();
        };
    }

    private float start(String text, Ink ink, List<Block> next) throws IOException {
        int lines = paper.type().lines(text, ink.size(), PdfPaper.WIDTH).size();
        return lines > FEW_LINES ? WITH_HEADING * ink.line() : lines * ink.line() + 7 + start(next.subList(1, next.size()));
    }

    /** @param with how much of what follows stands below it on the same page, if a page holds it */
    private void heading(String text, float with) throws IOException {
        paper.down(10);
        paper.need(Math.min(HEADING.line() + 4 + with, PdfPaper.HEIGHT));
        PDOutlineItem item = new PDOutlineItem();
        PDPageXYZDestination place = new PDPageXYZDestination();
        place.setPage(paper.page());
        place.setTop(Math.round(paper.y()));
        item.setDestination(place);
        item.setTitle(text);
        outline.addLast(item);
        paper.lines(paper.type().lines(text, HEADING.size(), PdfPaper.WIDTH), PdfPaper.LEFT, HEADING);
        paper.down(4);
    }

    private void lead(String text) throws IOException {
        List<String> lines = paper.type().lines(text, LEAD.size(), PdfPaper.WIDTH - INDENT);
        float height = lines.size() * LEAD.line();
        paper.down(4);
        paper.need(height);
        paper.box(PdfPaper.LEFT, paper.y() - height - 2, 3, height, ACCENT);
        paper.lines(lines, PdfPaper.LEFT + INDENT, LEAD);
        paper.down(9);
    }

    private void text(String text, Ink ink, float after) throws IOException {
        paper.lines(paper.type().lines(text, ink.size(), PdfPaper.WIDTH), PdfPaper.LEFT, ink);
        paper.down(after);
    }

    private void points(List<String> texts) throws IOException {
        for (String text : texts) {
            List<String> lines = paper.type().lines(text, TEXT.size(), PdfPaper.WIDTH - INDENT);
            paper.need(Math.min(2, lines.size()) * TEXT.line());
            paper.text("\u2022", PdfPaper.LEFT + 3, paper.y() - TEXT.line() + 0.28f * TEXT.size(), TEXT);
            paper.lines(lines, PdfPaper.LEFT + INDENT, TEXT);
            paper.down(3);
        }
        paper.down(4);
    }

    private void figure(Block.Figure figure) throws IOException {
        float height = height(figure);
        paper.need(height + under(figure));
        paper.down(height);
        paper.form(ChartPdf.form(pdf, figure.drawing(), FIGURE, ChartTheme.LIGHT), PdfPaper.LEFT, paper.y(),
                height / figure.drawing().height());
        paper.down(2);
        paper.lines(caption(figure), PdfPaper.LEFT, note());
        paper.down(12);
    }

    private List<String> caption(Block.Figure figure) throws IOException {
        return paper.type().lines(figure.caption(), note().size(), PdfPaper.WIDTH);
    }

    private float under(Block.Figure figure) throws IOException {
        return caption(figure).size() * note().line() + 4;
    }

    /** As it is drawn: as wide as the page, unless it is too high then. */
    private float height(Block.Figure figure) throws IOException {
        return Math.min(PdfPaper.WIDTH / FIGURE * figure.drawing().height(), PdfPaper.HEIGHT - under(figure));
    }

    private void glossary(List<Block.Term> terms) throws IOException {
        for (Block.Term term : terms) {
            List<String> meaning = paper.type().lines(term.meaning(), TEXT.size(), PdfPaper.WIDTH - INDENT);
            paper.need((1 + meaning.size()) * TEXT.line());
            paper.lines(List.of(term.word()), PdfPaper.LEFT, STRONG);
            paper.lines(meaning, PdfPaper.LEFT + INDENT, TEXT);
            paper.down(4);
        }
    }

    /** On a grey ground, line by line, so that it may run over pages. */
    private void listing(String text) throws IOException {
        for (String line : paper.type().lines(text.stripTrailing(), CODE.size(), PdfPaper.WIDTH - 2 * INDENT)) {
            paper.need(CODE.line());
            paper.box(PdfPaper.LEFT, paper.y() - CODE.line() - 0.3f, PdfPaper.WIDTH, CODE.line() + 0.3f, SHADE);
            paper.lines(List.of(line), PdfPaper.LEFT + INDENT, CODE);
        }
        paper.down(8);
    }
}
