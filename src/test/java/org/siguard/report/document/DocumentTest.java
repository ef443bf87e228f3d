package org.siguard.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.siguard.report.SampleDrawings;
import org.siguard.ring.Shape;

/** Documents that are hard to write down. */
class DocumentTest {
    private static Document of(Block... blocks) {
        return new Document("A title", List.of(blocks));
    }

    private static PDDocument pdf(Document document) throws IOException {
        return Loader.loadPDF(PdfPages.of(document));
    }

    @Test
    void textThatLooksLikeMarkupIsText() throws IOException {
        Document document = of(new Block.Paragraph("<script>alert('a & b')</script> \"quoted\""),
                new Block.Table("a < b", List.of(Block.Column.of("<th>")), List.of(List.of("</td>"))));
        assertThat(HtmlPage.of(document)).contains("&lt;script&gt;alert('a &amp; b')&lt;/script&gt; &quot;quoted&quot;")
                .doesNotContain("<script>")
                .contains("&lt;th&gt;").contains("&lt;/td&gt;");
        try (PDDocument pdf = pdf(document)) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("<script>alert('a & b')</script>");
        }
    }

    @Test
    void everyFigureIsThereForBothGroundsAndIsPrintedOnWhite() {
        String html = HtmlPage.of(of(new Block.Figure(SampleDrawings.roc(), "What is drawn")));
        List<String> pictures = Pattern.compile("(source media=.screen and [^>]*|img [^>]*)base64,([^\"]+)").matcher(html).results()
                .map(found -> found.group(1).substring(0, 3) + found.group(2)).toList();
        assertThat(pictures).hasSize(2);
        assertThat(pictures.get(0)).startsWith("sou");
        assertThat(pictures.get(1)).startsWith("img");
        assertThat(pictures.get(0).substring(3)).isNotEqualTo(pictures.get(1).substring(3));
    }

    @Test
    void classesMayBeCalledAnything() throws IOException {
        String name = "Katze \u732b \u2014 \u03ba\u03ac\u03c4\u03b1, \u043a\u043e\u0442 \ud83d\udc31 \u0007\ttab";
        try (PDDocument pdf = pdf(of(new Block.Paragraph(name), new Block.Heading(name)))) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("Katze").contains("\u03ba\u03ac\u03c4\u03b1")
                    .contains("\u043a\u043e\u0442");
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
        }
    }

    @Test
    void aLongTableHasItsHeadsOnEveryPage() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            rows.add(List.of("row " + i, "value"));
        }
        try (PDDocument pdf =
                pdf(of(new Block.Table("caption", List.of(Block.Column.of("The head"), Block.Column.number("Value")), rows)))) {
            assertThat(pdf.getNumberOfPages()).isGreaterThan(2);
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                PDFTextStripper text = new PDFTextStripper();
                text.setStartPage(page);
                text.setEndPage(page);
                assertThat(text.getText(pdf)).contains("The head");
            }
            String all = new PDFTextStripper().getText(pdf);
            assertThat(all).contains("row 0").contains("row 149").contains("3 / " + pdf.getNumberOfPages());
        }
    }

    @Test
    void whatIsTooWideOrTooLongIsBrokenAndNotLost() throws IOException {
        String word = "0123456789abcdef".repeat(20);
        List<Block.Column> columns = new ArrayList<>();
        List<String> row = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            columns.add(Block.Column.of("A column with a name " + i));
            row.add("averylongword" + i + "inacell");
        }
        try (PDDocument pdf = pdf(
                of(new Block.Paragraph(word), new Block.Listing(word + "\n  indented\n\nlast"), new Block.Table("", columns, List.of(row)),
                        new Block.Paragraph("many words ".repeat(2000))))) {
            String text = new PDFTextStripper().getText(pdf).replaceAll("\\s", "");
            assertThat(text).contains(word).contains("indented").contains("last");
        }
    }

    @Test
    void figuresAndCardsFindRoom() throws IOException {
        float[] grey = new float[64];
        grey[9] = 1;
        Optional<Thumbnail> picture = Thumbnail.of(grey, Shape.of(1, 8, 8));
        List<Block.Card> cards = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            cards.add(new Block.Card(i == 4 ? Optional.empty() : picture, "record " + i, List.of("label 3", "a member")));
        }
        List<Block> blocks = new ArrayList<>();
        SampleDrawings.all().forEach((name, drawing) -> blocks.add(new Block.Figure(drawing, name)));
        blocks.add(new Block.Cards(cards));
        blocks.add(new Block.Cards(List.of()));
        blocks.add(new Block.Glossary(List.of(new Block.Term("word", "meaning"))));
        Document document = new Document("Figures", blocks);
        try (PDDocument pdf = pdf(document)) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("record 8").contains("a member").contains("meaning");
        }
        assertThat(HtmlPage.of(document)).contains("record 8").contains("The record as a picture.");
    }

    /** Wherever on the page it would fall: a heading and its introduction stand on the page of the figure, the table or the text after them. */
    @Test
    void aHeadingStandsWithWhatFollowsIt() throws IOException {
        List<Block> next = List.of(new Block.Figure(SampleDrawings.roc(), "what follows"),
                new Block.Table("what follows", List.of(Block.Column.of("a")), List.of(List.of("first"), List.of("second"))),
                new Block.Cards(List.of(new Block.Card(Optional.empty(), "what follows", List.of("1", "2", "3")))),
                new Block.Points(List.of("what follows")));
        for (Block block : next) {
            for (int above = 22; above <= 46; above += 4) {
                List<Block> blocks = new ArrayList<>(List.of(new Block.Listing("line\n".repeat(above)), new Block.Heading("The heading"),
                        new Block.Paragraph("The introduction.")));
                blocks.add(block);
                try (PDDocument pdf = pdf(of(blocks.toArray(Block[]::new)))) {
                    for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                        PDFTextStripper text = new PDFTextStripper();
                        text.setStartPage(page);
                        text.setEndPage(page);
                        String all = text.getText(pdf);
                        assertThat(all.contains("The heading")).as("page %d after %d lines", page, above)
                                .isEqualTo(all.contains("what follows"));
                    }
                }
            }
        }
    }

    @Test
    void anEmptyDocumentIsOnePage() throws IOException {
        try (PDDocument pdf = pdf(of())) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
        }
    }

    @Test
    void aRecordIsAPictureOrItIsNot() {
        float[] colours = new float[12];
        colours[0] = 1;
        colours[4 + 3] = 0.5f;
        colours[8 + 3] = 2;
        Thumbnail picture = Thumbnail.of(colours, Shape.of(3, 2, 2)).orElseThrow();
        assertThat(picture.image().getRGB(0, 0)).isEqualTo(0xffff0000);
        assertThat(picture.image().getRGB(1, 1)).as("out of range is cut off").isEqualTo(0xff0080ff);
        assertThat(Thumbnail.of(new float[12], Shape.of(12))).isEmpty();
        assertThat(Thumbnail.of(new float[12], Shape.of(1, 12, 1))).isEmpty();
        assertThat(Thumbnail.of(new float[8], Shape.of(2, 2, 2))).isEmpty();
    }
}
