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
    /** Below a heading at least so much of what it is the heading of. */
    private static final float WITH_HEADING = 90;
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
        for (Block block : document.blocks()) {
            draw(block);
        }
        paper.feet(document.title(), FOOT);
    }

    private void draw(Block block) throws IOException {
        switch (block) {
            case Block.Heading heading -> heading(heading.text());
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

    private void heading(String text) throws IOException {
        paper.down(10);
        paper.need(WITH_HEADING);
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
        List<String> caption = paper.type().lines(figure.caption(), note().size(), PdfPaper.WIDTH);
        float under = caption.size() * note().line() + 4;
        float scale = Math.min(PdfPaper.WIDTH / FIGURE,
                (PdfPaper.HEIGHT - under) / figure.drawing().height());
        float height = figure.drawing().height() * scale;
        paper.need(height + under);
        paper.down(height);
        paper.form(ChartPdf.form(pdf, figure.drawing(), FIGURE, ChartTheme.LIGHT), PdfPaper.LEFT, paper.y(), scale);
        paper.down(2);
        paper.lines(caption, PdfPaper.LEFT, note());
        paper.down(12);
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
