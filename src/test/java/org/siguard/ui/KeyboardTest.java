package org.siguard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.paint.Color;
import org.jfree.chart.fx.ChartViewer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siguard.experiment.Experiment;

/** For whoever has no mouse: each control of each page is reached by Tab, and is seen to have the focus, and each command has its keys. */
class KeyboardTest extends WindowTest {
    /** More controls than any page has: a walk that takes longer goes nowhere. */
    private static final int MOST = 400;
    /** Of both themes so many are looked at pixel by pixel: the ring is of one look. */
    private static final int FEW = 12;
    /** WCAG 2.2, 2.4.13: the same pixels with and without the focus. */
    private static final double RING = 3;

    @TempDir
    private Path memory;

    @Override
    Laboratory laboratory() {
        return Laboratories.of(new SampleRunner(10), memory);
    }

    @Test
    void tabReachesEveryControlOfEveryPageAndOneSeesWhere() throws TimeoutException {
        settle();
        List<String> unreached = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        Node pages = node("pages");
        for (String page : WorkbenchViewModel.PAGES) {
            boolean first = page.equals(WorkbenchViewModel.PAGES.getFirst());
            robot.interact(() -> {
                model.pageProperty().set(page);
                stage.getScene().getRoot().applyCss();
                stage.getScene().getRoot().layout();
                pages.requestFocus();
            });
            if (page.equals(WorkbenchViewModel.PARTIES)) { // its phases come with the answer, and would come behind the walk
                waitUntil(60, () -> model.parties().conversationProperty().get() != null);
            }
            // What is round the pages is the same for all of them: it is walked through once.
            Set<Node> reached = walk(MOST, owner -> first || isInside(owner, pages), owner -> {
                if (!isSurrounded(owner)) {
                    unseen.add(page + ": " + named(owner));
                }
            });
            reached.add(pages);
            assertThat(reached).as("controls on %s", page).hasSizeGreaterThan(first ? 40 : 0).hasSizeLessThan(MOST);
            robot.interact(() -> collect(first ? stage.getScene().getRoot() : pages, page, reached, unreached));
        }
        assertThat(unreached).as("controls that no Tab reaches").isEmpty();
        assertThat(unseen).as("controls that nobody sees to have the focus").isEmpty();
    }

    @Test
    void aStoryIsGoneThroughWhateverHasTheFocus() throws TimeoutException {
        settle();
        robot.interact(() -> {
            model.pageProperty().set(WorkbenchViewModel.QUERY);
            node("pages").requestFocus();
        });
        waitUntil(60, () -> model.query().storyProperty().get() != null);
        int last = model.query().stepProperty().get();
        assertThat(last).isPositive();
        robot.push(KeyCode.CONTROL, KeyCode.LEFT);
        assertThat(model.query().stepProperty().get()).isEqualTo(last - 1);
        robot.interact(() -> model.pageProperty().set(WorkbenchViewModel.RUNS));
        robot.push(KeyCode.CONTROL, KeyCode.LEFT);
        assertThat(model.query().stepProperty().get()).as("on another page").isEqualTo(last - 1);
    }

    @Test
    void theRingStandsOutInBothThemes() throws TimeoutException {
        settle();
        Map<String, Double> faint = new LinkedHashMap<>();
        for (boolean dark : new boolean[] {false, true}) {
            robot.interact(() -> model.darkProperty().set(dark));
            walk(FEW, owner -> true, owner -> {
                double contrast = contrast();
                if (contrast < RING) {
                    faint.put((dark ? "dark: " : "light: ") + named(owner), contrast);
                }
            });
        }
        assertThat(faint).as("contrast of the same pixels with and without the focus").isEmpty();
        robot.interact(() -> node("theme").requestFocus());
        robot.clickOn(this.<Node>node("sentence"));
        assertThat(node("focus-ring").isVisible()).as("the mouse needs no ring").isFalse();
    }

    /** Esc with the focus behind a question would stop the run that the question is about. */
    @Test
    void tabStaysWithinAQuestion() throws TimeoutException {
        settle();
        Node overlay = node("overlay");
        robot.push(KeyCode.CONTROL, KeyCode.R);
        Set<Node> reached = walk(MOST, owner -> true, owner -> {
        });
        assertThat(reached).as("the field and its two buttons").hasSize(3).allMatch(owner -> isInside(owner, overlay));
        robot.push(KeyCode.SHIFT, KeyCode.TAB);
        assertThat(isInside(stage.getScene().getFocusOwner(), overlay)).as("backwards as well").isTrue();
        robot.push(KeyCode.ESCAPE);
        assertThat(overlay.isVisible()).isFalse();
    }

    private static boolean isInside(Node node, Node of) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (each.equals(of)) {
                return true;
            }
        }
        return false;
    }

    /** Presses Tab until the focus is where it has been, or leaves; looks at each control on the way. */
    private Set<Node> walk(int most, Predicate<Node> stays, Consumer<Node> look) {
        Set<Node> reached = Collections.newSetFromMap(new IdentityHashMap<>());
        robot.push(KeyCode.TAB);
        Node now = stage.getScene().getFocusOwner();
        for (int i = 0; i < most && stays.test(now) && reached.add(now); i++) {
            Node owner = now;
            robot.interact(() -> look.accept(owner));
            robot.push(KeyCode.TAB);
            now = stage.getScene().getFocusOwner();
        }
        return reached;
    }

    private boolean isSurrounded(Node owner) {
        Node ring = stage.getScene().lookup("#focus-ring");
        Bounds at = ring.localToScene(ring.getLayoutBounds());
        return ring.isVisible() && at.getWidth() > 4 && at.getHeight() > 4 && at.intersects(owner.localToScene(owner.getLayoutBounds()));
    }

    private static String named(Node node) {
        return node.getClass().getSimpleName() + " " + node.getId();
    }

    /** The focus ring against what is seen of the same pixels without it, on its upper edge or its left one. */
    private double contrast() {
        Node ring = stage.getScene().lookup("#focus-ring");
        Bounds at = ring.localToScene(ring.getLayoutBounds());
        WritableImage with = stage.getScene().snapshot(null);
        ring.setVisible(false);
        WritableImage without = stage.getScene().snapshot(null);
        ring.setVisible(true);
        return Math.max(contrast(with, without, at.getCenterX(), at.getMinY() + 1),
                contrast(with, without, at.getMinX() + 1, at.getCenterY()));
    }

    private static double contrast(WritableImage one, WritableImage other, double x, double y) {
        int column = Math.clamp((int) x, 0, (int) one.getWidth() - 1);
        int row = Math.clamp((int) y, 0, (int) one.getHeight() - 1);
        double a = luminance(one.getPixelReader(), column, row);
        double b = luminance(other.getPixelReader(), column, row);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(PixelReader pixels, int x, int y) {
        Color colour = pixels.getColor(x, y);
        return 0.2126 * linear(colour.getRed()) + 0.7152 * linear(colour.getGreen()) + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double share) {
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    /** What a person may do something with, and did not get to; the insides of a control are its own matter. */
    private static void collect(Node node, String page, Set<Node> reached, List<String> unreached) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        boolean inside = node instanceof ComboBoxBase || node instanceof Spinner || node instanceof TableView || node instanceof ListView
                || node instanceof MenuButton;
        boolean passive = node instanceof Label || node instanceof ScrollPane || node instanceof SplitPane || node instanceof ScrollBar
                || node instanceof javafx.scene.control.ProgressBar || node instanceof javafx.scene.control.Separator
                || node instanceof javafx.scene.control.TitledPane;
        boolean active = node instanceof ChartViewer || node instanceof Control && !passive;
        if (active && !reached.contains(node) && !hasReached(node, reached)) {
            unreached.add(page + ": " + named(node));
        }
        if (node instanceof Parent parent && !inside) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, page, reached, unreached));
        }
    }

    /** An editable box or a spinner has the focus in its editor. */
    private static boolean hasReached(Node node, Set<Node> reached) {
        return node instanceof Parent parent && !(node instanceof javafx.scene.control.TabPane)
                && parent.getChildrenUnmodifiable().stream().anyMatch(reached::contains);
    }

    @Test
    void arrowsGoThroughTabsAndMenus() throws TimeoutException {
        settle();
        Node tabs = node("pages");
        robot.interact(tabs::requestFocus);
        robot.push(KeyCode.RIGHT);
        assertThat(model.pageProperty().get()).isEqualTo(WorkbenchViewModel.PAGES.get(1));
        robot.push(KeyCode.LEFT);
        assertThat(model.pageProperty().get()).isEqualTo(WorkbenchViewModel.PAGES.get(0));
        MenuButton presets = node("presets");
        robot.interact(presets::requestFocus);
        robot.push(KeyCode.SPACE);
        assertThat(presets.isShowing()).isTrue();
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.ENTER);
        assertThat(presets.isShowing()).isFalse();
        MenuButton attacks = node("field-" + Experiment.ATTACKS.key());
        int ticked = model.experiment().experiment().get(Experiment.ATTACKS).size();
        robot.interact(() -> {
            attacks.requestFocus();
            attacks.show();
        });
        for (int i = 0; i < attacks.getItems().size(); i++) {
            robot.push(KeyCode.DOWN);
        }
        robot.push(KeyCode.UP);
        robot.push(KeyCode.ENTER);
        assertThat(attacks.isShowing()).as("a menu of ticks stays open").isTrue();
        assertThat(model.experiment().experiment().get(Experiment.ATTACKS).size()).as("one ticked, or one no more").isNotEqualTo(ticked);
        robot.push(KeyCode.ESCAPE);
    }

    @Test
    void everyCommandHasItsKeysAndOnePlaceListsThem() {
        WorkbenchView window = (WorkbenchView) stage.getScene().getRoot();
        List<Command> commands = new ArrayList<>();
        robot.interact(() -> commands.addAll(window.commands()));
        assertThat(commands).filteredOn(command -> !command.id().startsWith("setting-")).allSatisfy(
                command -> assertThat(command.keys()).as(command.id()).isNotNull());
        List<KeyCombination> keys = commands.stream().map(Command::keys).filter(each -> each != null).toList();
        assertThat(keys).doesNotHaveDuplicates();
        robot.push(KeyCode.F1);
        List<String> listed = new ArrayList<>();
        robot.interact(() -> node("shortcuts").lookupAll(".label").forEach(label -> listed.add(((Label) label).getText())));
        for (Command command : commands) {
            if (command.keys() != null) {
                assertThat(listed).contains(command.title(), command.keysInWords());
            }
        }
        assertThat(listed).as("settings have no keys of their own").anyMatch(line -> line.contains("name of a setting"));
        robot.push(KeyCode.ESCAPE);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);
        assertThat(model.pageProperty().get()).isEqualTo(WorkbenchViewModel.MODELS);
        assertThat(stage.getScene().getFocusOwner()).isSameAs(node("train-name"));
    }
}
