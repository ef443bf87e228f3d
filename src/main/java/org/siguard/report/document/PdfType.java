package org.siguard.report.document;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The one typeface of a PDF: Liberation Sans, which comes with PDFBox and goes into the file, as far as it is used. What it has no
 * letters for (a class may be called anything) is drawn as outlines of whatever face this machine has for them.
 */
final class PdfType {
    private static final String FACE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
    private static final float THOUSAND = 1000;

    private final PDType0Font font;
    private final Map<Integer, Boolean> known = new HashMap<>();

    PdfType(PDDocument document) throws IOException {
        try (InputStream face = PDDocument.class.getResourceAsStream(FACE)) {
            this.font = PDType0Font.load(document, face, true);
        }
    }

    PDType0Font font() {
        return font;
    }

    /**
     * Letters that are drawn in one way.
     *
     * @param outlined whether as outlines, because the typeface lacks them
     */
    record Run(String text, boolean outlined) {
        Shape outline(float size) {
            return new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont(size).createGlyphVector(EXACT, text).getOutline();
        }

        private float width(float size) {
            return (float) new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont(size).createGlyphVector(EXACT, text).getLogicalBounds()
                    .getWidth();
        }
    }

    /** The text cut where the way of drawing changes; what moves a printer's head and nothing else is a space. */
    List<Run> runs(String text) {
        List<Run> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        boolean outlined = false;
        for (int letter : text.codePoints().map(c -> Character.isISOControl(c) || c == '\u00a0' ? ' ' : c).toArray()) {
            boolean lacking = !has(letter);
            if (lacking != outlined && !run.isEmpty()) {
                runs.add(new Run(run.toString(), outlined));
                run.setLength(0);
            }
            outlined = lacking;
            run.appendCodePoint(letter);
        }
        if (!run.isEmpty()) {
            runs.add(new Run(run.toString(), outlined));
        }
        return runs;
    }

    private boolean has(int letter) {
        return known.computeIfAbsent(letter, any -> {
            try {
                font.encode(Character.toString(letter));
                return true;
            } catch (IllegalArgumentException | IOException e) {
                return false;
            }
        });
    }

    float width(String text, float size) throws IOException {
        float width = 0;
        for (Run run : runs(text)) {
            width += width(run, size);
        }
        return width;
    }

    float width(Run run, float size) throws IOException {
        return run.outlined ? run.width(size) : font.getStringWidth(run.text) * size / THOUSAND;
    }

    /** Lines no wider than so much, broken at spaces, and inside words that are longer than a line. */
    List<String> lines(String text, float size, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String given : text.split("\n", -1)) {
            String line = null;
            for (String word : given.split(" ", -1)) {
                String longer = line == null ? word : line + " " + word;
                if (line != null && width(longer, size) > width) {
                    lines.add(line);
                    longer = word;
                }
                line = brokenUp(longer, size, width, lines);
            }
            lines.add(line == null ? "" : line);
        }
        return lines;
    }

    /** Adds full lines of a word that no line can hold, and returns what is left of it. */
    private String brokenUp(String word, float size, float width, List<String> lines) throws IOException {
        String rest = word;
        while (rest.codePointCount(0, rest.length()) > 1 && width(rest, size) > width) {
            int end = rest.offsetByCodePoints(0, 1);
            while (width(rest.substring(0, rest.offsetByCodePoints(end, 1)), size) <= width) {
                end = rest.offsetByCodePoints(end, 1);
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        return rest;
    }

    /** Of the longest word. */
    float widestWord(String text, float size) throws IOException {
        float widest = 0;
        for (String word : text.split("[ \n]")) {
            widest = Math.max(widest, width(word, size));
        }
        return widest;
    }
}
