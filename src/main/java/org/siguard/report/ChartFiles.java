package org.siguard.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jfree.chart.JFreeChart;
import org.siguard.base.AtomicFiles;
import org.siguard.base.UserMistake;

/**
 * Figures as files, the one place where they are written. The file's ending says as what: PNG of any resolution, SVG, PDF, or the
 * figure's data as CSV. Sizes are in points of a screen (96 to the inch), whatever the resolution.
 */
public final class ChartFiles {
    /** A resolution that looks well on screens of today, and at full size in print. */
    public static final int DPI = 192;
    private static final int LEAST_DPI = 24;
    private static final int MOST_DPI = 1200;

    private ChartFiles() {
    }

    private enum Format {
        PNG, SVG, PDF, CSV;

        static Format of(Path file) {
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            return Arrays.stream(values()).filter(format -> name.endsWith(format.ending())).findFirst()
                    .orElseThrow(() -> new UserMistake("A figure cannot be written as " + file.getFileName() + ": end the name in "
                            + Arrays.stream(values()).map(Format::ending).collect(Collectors.joining(", ")) + "."));
        }

        private String ending() {
            return "." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Writes a figure as what the file's name ends in. */
    public static void write(Drawing drawing, ChartTheme theme, Path file) {
        write(drawing, theme, DPI, file);
    }

    /** @param dpi of a PNG; what is drawn in lines has none */
    public static void write(Drawing drawing, ChartTheme theme, int dpi, Path file) {
        byte[] bytes = switch (Format.of(file)) {
            case PNG -> png(drawing.chart(theme), drawing.width(), drawing.height(), dpi);
            case SVG -> utf8(svg(drawing.chart(theme), drawing.width(), drawing.height()));
            case PDF -> ChartPdf.of(drawing, theme);
            case CSV -> utf8(drawing.data().csv());
        };
        AtomicFiles.write(file, bytes);
    }

    /** The chart as a PNG that knows its resolution. */
    public static byte[] png(JFreeChart chart, int width, int height, int dpi) {
        if (dpi < LEAST_DPI || dpi > MOST_DPI) {
            throw new UserMistake("A resolution of " + dpi + " dpi: give " + LEAST_DPI + " to " + MOST_DPI + ".");
        }
        return ChartPng.of(chart, width, height, dpi);
    }

    /** The chart as an SVG document. */
    public static String svg(JFreeChart chart, int width, int height) {
        return ChartSvg.of(chart, width, height);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
