package org.siguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrawingsTest {
    /** Drawn into target/charts, for a look. */
    @ParameterizedTest
    @EnumSource(ChartTheme.class)
    void everyFigureIsWrittenInEveryFormat(ChartTheme theme) {
        SampleDrawings.all().forEach((name, drawing) -> {
            for (String ending : new String[] {"png", "svg", "pdf", "csv"}) {
                Path file = Path.of("target", "charts", name + "-" + theme.name().toLowerCase(Locale.ROOT) + "." + ending);
                ChartFiles.write(drawing, theme, file);
                assertThat(Files.exists(file)).isTrue();
            }
        });
    }
}
