package org.siguard.report.document;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;

/** Pages of A4, filled from top to bottom: where the pen is, and what it can draw there. Lengths are in points, 72 to the inch. */
final class PdfPaper implements AutoCloseable {
    static final float LEFT = 54;
    static final float WIDTH = PDRectangle.A4.getWidth() - 2 * LEFT;
    private static final float TOP = PDRectangle.A4.getHeight() - 54;
    private static final float BOTTOM = 62;
    /** A page holds no more than this. */
    static final float HEIGHT = TOP - BOTTOM;
    private static final float LEADING = 1.38f;
    /** Of the stroke that makes letters bold, as a share of their size. */
    private static final float BOLD = 0.028f;

    private final PDDocument document;
    private final PdfType type;
    private PDPage page;
    private PDPageContentStream content;
    private float y;

    PdfPaper(PDDocument document, PdfType type) throws IOException {
        this.document = document;
        this.type = type;
        turn();
    }

    /** What letters look like. */
    record Ink(float size, boolean bold, Color colour) {
        float line() {
            return size * LEADING;
        }
    }

    PdfType type() {
        return type;
    }

    PDPage page() {
        return page;
    }

    /** How far down the pen is. */
    float y() {
        return y;
    }

    void turn() throws IOException {
        if (content != null) {
            content.close();
        }
        page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        content = new PDPageContentStream(document, page);
        y = TOP;
    }

    /** Turns the page unless this one has room for so much; returns whether it did. */
    boolean need(float height) throws IOException {
        if (y - height < BOTTOM && y < TOP) {
            turn();
            return true;
        }
        return false;
    }

    void down(float height) {
        y -= height;
    }

    /** Writes lines below the pen, turning pages as needed, and moves it below them. */
    void lines(List<String> lines, float x, Ink ink) throws IOException {
        for (String line : lines) {
            need(ink.line());
            y -= ink.line();
            text(line, x, y + 0.28f * ink.size(), ink);
        }
    }

    /** One line, its letters standing on {@code base}. */
    void text(String text, float x, float base, Ink ink) throws IOException {
        content.setNonStrokingColor(ink.colour());
        content.setStrokingColor(ink.colour());
        float at = x;
        for (PdfType.Run run : type.runs(text)) {
            if (run.outlined()) {
                outline(run, at, base, ink);
            } else {
                content.beginText();
                content.setFont(type.font(), ink.size());
                content.setRenderingMode(ink.bold() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
                content.setLineWidth(BOLD * ink.size());
                content.newLineAtOffset(at, base);
                content.showText(run.text());
                content.endText();
            }
            at += type.width(run, ink.size());
        }
    }

    /** Outlines that a search still finds: they carry their text. */
    private void outline(PdfType.Run run, float x, float base, Ink ink) throws IOException {
        COSDictionary meaning = new COSDictionary();
        meaning.setItem(COSName.ACTUAL_TEXT, new COSString(run.text()));
        content.beginMarkedContent(COSName.getPDFName("Span"), PDPropertyList.create(meaning));
        fill(run.outline(ink.size()), new AffineTransform(1, 0, 0, -1, x, base));
        content.endMarkedContent();
    }

    private void fill(Shape shape, AffineTransform onPage) throws IOException {
        float[] c = new float[6];
        float[] at = {0, 0};
        boolean drawn = false;
        for (PathIterator path = shape.getPathIterator(onPage); !path.isDone(); path.next()) {
            drawn = true;
            switch (path.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> content.moveTo(at[0] = c[0], at[1] = c[1]);
                case PathIterator.SEG_LINETO -> content.lineTo(at[0] = c[0], at[1] = c[1]);
                case PathIterator.SEG_QUADTO -> {
                    // PDF knows cubic curves only.
                    content.curveTo(at[0] + (c[0] - at[0]) * 2 / 3, at[1] + (c[1] - at[1]) * 2 / 3, c[2] + (c[0] - c[2]) * 2 / 3,
                            c[3] + (c[1] - c[3]) * 2 / 3, c[2], c[3]);
                    at = new float[] {c[2], c[3]};
                }
                case PathIterator.SEG_CUBICTO -> {
                    content.curveTo(c[0], c[1], c[2], c[3], c[4], c[5]);
                    at = new float[] {c[4], c[5]};
                }
                default -> content.closePath();
            }
        }
        if (drawn) {
            content.fill();
        }
    }

    /** A line across, at a height. */
    void rule(float x, float width, float height, float thickness, Color colour) throws IOException {
        content.setNonStrokingColor(colour);
        content.addRect(x, height - thickness / 2, width, thickness);
        content.fill();
    }

    void box(float x, float bottom, float width, float height, Color colour) throws IOException {
        content.setNonStrokingColor(colour);
        content.addRect(x, bottom, width, height);
        content.fill();
    }

    void form(PDFormXObject form, float x, float bottom, float scale) throws IOException {
        content.saveGraphicsState();
        content.transform(new Matrix(scale, 0, 0, scale, x, bottom));
        content.drawForm(form);
        content.restoreGraphicsState();
    }

    /** Pixels stay squares: a record of 28 by 28 is not to look smoother than it is. */
    void picture(Thumbnail picture, float x, float bottom, float width, float height) throws IOException {
        content.drawImage(LosslessFactory.createFromImage(document, picture.enlarged()), x, bottom, width, height);
    }

    /** Writes at the foot of every page. */
    void feet(String left, Ink ink) throws IOException {
        close();
        int pages = document.getNumberOfPages();
        for (int number = 1; number <= pages; number++) {
            try (PDPageContentStream foot = new PDPageContentStream(document, document.getPage(number - 1),
                    PDPageContentStream.AppendMode.APPEND, true, true)) {
                content = foot;
                text(left, LEFT, 34, ink);
                String right = number + " / " + pages;
                text(right, LEFT + WIDTH - type.width(right, ink.size()), 34, ink);
            }
        }
        content = null;
    }

    @Override
    public void close() throws IOException {
        if (content != null) {
            content.close();
            content = null;
        }
    }
}
