package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import org.jfree.chart.fx.ChartViewer;
import org.junit.jupiter.api.Test;
import org.siguard.report.ChartTheme;
import org.testfx.util.WaitForAsyncUtils;

/** For whoever cannot see the window, or not well: every control has a name, and words and marks stand out from what is behind them. */
class AccessibilityTest extends WindowTest {
    /** WCAG 2.2, 1.4.3: text; 1.4.11: marks and controls. */
    private static final double TEXT = 4.5;
    private static final double MARKS = 3;

    @Override
    Laboratory laboratory() {
        return Laboratories.of(new SampleRunner(10));
    }

    @Test
    void everyControlOfEveryPageHasAName() throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> application.model().charts().previewFits());
        List<String> nameless = new ArrayList<>();
        for (String page : WorkbenchViewModel.PAGES) {
            robot.interact(() -> application.model().pageProperty().set(page));
            robot.interact(() -> {
                stage.getScene().getRoot().applyCss();
                stage.getScene().getRoot().layout();
                walk(stage.getScene().getRoot(), page, nameless);
            });
        }
        assertThat(nameless).as("controls without a text and without an accessible name").isEmpty();
    }

    private static void walk(Node node, String page, List<String> nameless) {
        if (isControl(node) && !named(node)) {
            nameless.add(page + ": " + node.getClass().getSimpleName() + " " + node.getId());
        }
        boolean inside = node instanceof TextInputControl || node instanceof ComboBoxBase || node instanceof Spinner
                || node instanceof TableView || node instanceof ListView;
        if (node instanceof Parent parent && !inside) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, page, nameless));
        }
    }

    private static boolean isControl(Node node) {
        return node instanceof Button || node instanceof CheckBox || node instanceof MenuButton || node instanceof TextInputControl
                || node instanceof ComboBoxBase || node instanceof Slider || node instanceof Spinner || node instanceof TableView
                || node instanceof ListView || node instanceof ProgressBar || node instanceof ChartViewer;
    }

    private static boolean named(Node node) {
        boolean words = node instanceof Labeled labeled && labeled.getText() != null
                && labeled.getText().chars().anyMatch(Character::isLetter);
        return words || node.getAccessibleText() != null && !node.getAccessibleText().isBlank();
    }

    @Test
    void chartsStandOutFromTheirGround() {
        for (ChartTheme theme : new ChartTheme[] {ChartTheme.LIGHT, ChartTheme.DARK}) {
            assertThat(ratio(luminance(theme.ink()), luminance(theme.ground()))).as("ink %s", theme).isGreaterThan(TEXT);
            assertThat(ratio(luminance(theme.muted()), luminance(theme.ground()))).as("muted %s", theme).isGreaterThan(TEXT);
            for (int i = 0; i < 6; i++) {
                assertThat(ratio(luminance(theme.colour(i)), luminance(theme.ground()))).as("colour %d of %s", i, theme)
                        .isGreaterThan(MARKS);
            }
        }
    }

    /** The pairs that the window uses, from the themes' own style sheets, where a colour may be half transparent. */
    @Test
    void wordsStandOutInBothThemes() throws Exception {
        for (String theme : new String[] {"primer-light", "primer-dark"}) {
            String css;
            try (var in = Objects.requireNonNull(
                    atlantafx.base.theme.PrimerLight.class.getResourceAsStream("/atlantafx/base/theme/" + theme + ".css"))) {
                css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            for (String ground : new String[] {"-color-bg-default", "-color-bg-subtle", "-color-bg-overlay"}) {
                for (String words : new String[] {"-color-fg-default", "-color-fg-muted", "-color-accent-fg", "-color-danger-fg"}) {
                    assertThat(ratio(luminance(colour(css, words)), luminance(colour(css, ground))))
                            .as("%s: %s on %s", theme, words, ground)
                            .isGreaterThan(TEXT);
                }
            }
            assertThat(ratio(luminance(colour(css, "-color-fg-emphasis")), luminance(colour(css, "-color-accent-emphasis"))))
                    .as("%s: the accented button", theme).isGreaterThan(TEXT);
        }
    }

    private static java.awt.Color colour(String css, String name) {
        Matcher found = Pattern.compile(Pattern.quote(name) + ":\\s*([^;]+);").matcher(css);
        assertThat(found.find()).as(name).isTrue();
        String value = found.group(1).strip().toLowerCase(Locale.ROOT);
        if (value.startsWith("-color-")) {
            return colour(css, value);
        }
        javafx.scene.paint.Color web = javafx.scene.paint.Color.web(value);
        return new java.awt.Color((float) web.getRed(), (float) web.getGreen(), (float) web.getBlue());
    }

    /** Relative luminance, as WCAG 2.2 defines it. */
    private static double luminance(java.awt.Color colour) {
        return 0.2126 * linear(colour.getRed()) + 0.7152 * linear(colour.getGreen()) + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static double ratio(double one, double other) {
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }
}
