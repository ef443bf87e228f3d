package org.siguard.report.document;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.siguard.base.AtomicFiles;
import org.siguard.report.ChartFiles;
import org.siguard.report.ChartTheme;
import org.siguard.report.Drawing;

/** A document as one HTML file that needs nothing beside it, light or dark as the reader's system is. */
public final class HtmlPage {
    private static final String STYLE = """
            body { font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: #24292f; background: #fff;
                   max-width: 62rem; margin: 2rem auto; padding: 0 1.25rem; }
            h1 { font-size: 1.7rem; margin-bottom: .2rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; }
            .lead { font-size: 1.15rem; border-left: 4px solid #0072b2; padding: .4rem 0 .4rem 1rem; }
            .muted, figcaption, caption { color: #57606a; } figure { margin: 1.5rem 0; } figure img { max-width: 100%; height: auto; }
            figcaption { font-size: .9rem; }
            .wide { overflow-x: auto; margin: .8rem 0; } table { border-collapse: collapse; min-width: min(36rem, 100%); }
            caption { text-align: left; padding: .3rem 0; }
            th, td { text-align: left; padding: .35rem .9rem .35rem 0; border-bottom: 1px solid #d8dee4; vertical-align: top; }
            td.n, th.n { text-align: right; } td.n { font-variant-numeric: tabular-nums; }
            pre { background: #f6f8fa; padding: .8rem 1rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
            dt { font-weight: 600; margin-top: .6rem; } dd { margin-left: 1.2rem; }
            .cards { display: flex; flex-wrap: wrap; gap: 1rem; } .card { width: 13rem; border: 1px solid #d8dee4; padding: .7rem; }
            .card img { width: 6rem; image-rendering: pixelated; display: block; margin-bottom: .4rem; }
            .card p { margin: .1rem 0; font-size: .88rem; line-height: 1.35; overflow-wrap: anywhere; } .card p.t { font-weight: 600; }
            @media screen and (prefers-color-scheme: dark) {
                   body { color: #e6edf3; background: #0d1117; } .lead { border-color: #56b4e9; } pre { background: #161b22; }
                   .muted, figcaption, caption { color: #9aa4af; } th, td { border-color: #2b323b; } .card { border-color: #2b323b; } }
            @media print { body { margin: 0; max-width: none; font-size: 11pt; } h2 { break-after: avoid; }
                   figure, tr, .card, dd { break-inside: avoid; } thead { display: table-header-group; } }
            """;

    private final StringBuilder out = new StringBuilder();

    private HtmlPage() {
    }

    public static void write(Document document, Path file) {
        AtomicFiles.write(file, of(document));
    }

    public static String of(Document document) {
        return new HtmlPage().page(document);
    }

    private String page(Document document) {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escape(document.title()))
                .append("</title>\n<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
        element("h1", "", document.title());
        document.blocks().forEach(this::block);
        return out.append("</body>\n</html>\n").toString();
    }

    private void block(Block block) {
        switch (block) {
            case Block.Heading heading -> element("h2", "", heading.text());
            case Block.Lead lead -> element("p", "lead", lead.text());
            case Block.Paragraph paragraph -> element("p", "", paragraph.text());
            case Block.Note note -> element("p", "muted", note.text());
            case Block.Points points -> points(points.texts());
            case Block.Table table -> table(table);
            case Block.Figure figure -> figure(figure);
            case Block.Glossary glossary -> glossary(glossary.terms());
            case Block.Cards cards -> cards(cards.cards());
            case Block.Listing listing -> element("pre", "", listing.text());
        }
    }

    private void points(List<String> texts) {
        out.append("<ul>\n");
        texts.forEach(text -> element("li", "", text));
        out.append("</ul>\n");
    }

    private void table(Block.Table table) {
        out.append("<div class=\"wide\"><table>\n");
        element("caption", "", table.caption());
        out.append("<thead><tr>");
        for (Block.Column column : table.columns()) {
            out.append("<th scope=\"col\"").append(column.number() ? " class=\"n\">" : ">").append(escape(column.name())).append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            out.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                out.append(table.columns().get(i).number() ? "<td class=\"n\">" : "<td>").append(escape(row.get(i))).append("</td>");
            }
            out.append("</tr>\n");
        }
        out.append("</tbody></table></div>\n");
    }

    private void figure(Block.Figure figure) {
        Drawing drawing = figure.drawing();
        // On paper and where nothing else is asked for: the light one.
        out.append("<figure><picture><source media=\"screen and (prefers-color-scheme: dark)\" srcset=\"")
                .append(address(png(drawing, ChartTheme.DARK))).append("\">");
        image(png(drawing, ChartTheme.LIGHT), drawing.inWords(),
                " width=\"" + drawing.width() + "\" height=\"" + drawing.height() + "\"");
        out.append("</picture>");
        element("figcaption", "", figure.caption());
        out.append("</figure>\n");
    }

    private void glossary(List<Block.Term> terms) {
        out.append("<dl>\n");
        for (Block.Term term : terms) {
            element("dt", "", term.word());
            element("dd", "", term.meaning());
        }
        out.append("</dl>\n");
    }

    private void cards(List<Block.Card> cards) {
        out.append("<div class=\"cards\">\n");
        for (Block.Card card : cards) {
            out.append("<div class=\"card\">");
            card.picture().ifPresent(picture -> image(picture.png(), "The record as a picture.", ""));
            element("p", "t", card.title());
            card.lines().forEach(line -> element("p", "", line));
            out.append("</div>\n");
        }
        out.append("</div>\n");
    }

    private void image(byte[] png, String alternative, String size) {
        out.append("<img").append(size).append(" alt=\"").append(escape(alternative)).append("\" src=\"").append(address(png))
                .append("\">");
    }

    private static byte[] png(Drawing drawing, ChartTheme theme) {
        return ChartFiles.png(drawing.chart(theme), drawing.width(), drawing.height(), ChartFiles.DPI);
    }

    private static String address(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    private void element(String tag, String kind, String text) {
        out.append('<').append(tag).append(kind.isEmpty() ? "" : " class=\"" + kind + "\"").append('>').append(escape(text)).append("</")
                .append(tag).append(">\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
