package org.siguard.report;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.AttributedCharacterIterator;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.util.Matrix;

/**
 * Charts in lines, for print. Text is drawn as outlines: so it looks the same on every machine, and stands where the chart put it,
 * whatever fonts the reader has.
 */
public final class ChartPdf {
    /** A PDF has 72 points to the inch, a screen 96. */
    public static final float POINTS = 72f / 96;

    private ChartPdf() {
    }

    static byte[] of(Drawing drawing, ChartTheme theme) {
        float width = drawing.width() * POINTS;
        float height = drawing.height() * POINTS;
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.setDocumentId((long) drawing.inWords().hashCode()); // and not the time: the same figure, the same file
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            document.getDocumentInformation().setTitle(drawing.inWords());
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.transform(Matrix.getScaleInstance(POINTS, POINTS));
                content.drawForm(form(document, drawing, drawing.width(), theme));
            }
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory only
        }
    }

    /** The figure as a part that a page can hold, so many points of a screen wide, as high as it wants to be. */
    public static PDFormXObject form(PDDocument document, Drawing drawing, int width, ChartTheme theme) throws IOException {
        PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, width, drawing.height());
        try {
            g.setFontTextDrawer(new Outlines());
            drawing.chart(theme).draw(g, new Rectangle2D.Double(0, 0, width, drawing.height()));
        } finally {
            g.dispose();
        }
        return g.getXFormObject();
    }

    /** Has no font of its own for anything, so that all text is drawn as outlines. */
    private static final class Outlines extends PdfBoxGraphics2DFontTextDrawer {
        @Override
        public boolean canDrawText(AttributedCharacterIterator iterator, IFontTextDrawerEnv env) {
            return false;
        }
    }
}
