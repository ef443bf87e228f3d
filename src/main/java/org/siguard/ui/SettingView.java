package org.siguard.ui;

import atlantafx.base.theme.Styles;
import java.io.File;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.util.Duration;
import org.siguard.base.Parameter;

/** The row of one setting: label, field with unit, reset, and a slider that shows where the default is. */
final class SettingView extends VBox {
    private static final double THUMB = 9;

    private final SettingViewModel<?> setting;

    private SettingView(SettingViewModel<?> setting) {
        this.setting = setting;
        getStyleClass().add("setting");
        setId("setting-" + setting.parameter().key());
    }

    static <T> SettingView of(SettingViewModel<T> setting) {
        SettingView view = new SettingView(setting);
        HBox line = new HBox(6, view.label());
        line.setAlignment(Pos.CENTER_LEFT);
        switch (setting.parameter()) {
            case Parameter.Choice choice -> line.getChildren().add(choice(setting, choice));
            case Parameter.Name name -> line.getChildren().add(name(setting, name));
            case Parameter.Several several -> line.getChildren().add(several(setting, several));
            default -> line.getChildren().addAll(field(setting), unit(setting));
        }
        line.getChildren().add(reset(setting));
        view.getChildren().add(line);
        if (setting.slides()) {
            view.getChildren().add(slider(setting));
        }
        view.getChildren().add(view.error());
        // What has no effect is not there: of some forty settings of guards one guard has a handful.
        view.visibleProperty().bind(setting.shownProperty());
        view.managedProperty().bind(setting.shownProperty());
        return view;
    }

    SettingViewModel<?> setting() {
        return setting;
    }

    private Node label() {
        Label label = new Label(setting.parameter().label());
        label.getStyleClass().add("setting-label");
        label.setTooltip(tooltip(setting));
        label.setMaxWidth(Double.MAX_VALUE);
        label.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(label, Priority.ALWAYS);
        setting.changedProperty().subscribe(changed -> label.pseudoClassStateChanged(Styles.STATE_ACCENT, changed));
        return label;
    }

    private static Tooltip tooltip(SettingViewModel<?> setting) {
        Tooltip tooltip = new Tooltip(setting.help());
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(340);
        tooltip.setShowDelay(Duration.millis(500));
        tooltip.setShowDuration(Duration.seconds(30));
        return tooltip;
    }

    private static <T> Node field(SettingViewModel<T> setting) {
        TextField field = new TextField(setting.text());
        field.setId("field-" + setting.parameter().key());
        field.setPrefColumnCount(4);
        field.setAlignment(Pos.CENTER_RIGHT);
        describe(field, setting);
        field.setOnAction(event -> {
            setting.enter(field.getText());
            showUnlessWrong(field, setting);
            field.selectAll();
        });
        field.focusedProperty().addListener((property, was, is) -> {
            if (!is) {
                setting.enter(field.getText());
                showUnlessWrong(field, setting);
            }
        });
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE && !field.getText().equals(setting.text())) {
                setting.enter(setting.text());
                field.setText(setting.text());
                event.consume();
            }
        });
        setting.valueProperty().addListener((property, old, now) -> field.setText(setting.text()));
        setting.errorProperty().subscribe(error -> field.pseudoClassStateChanged(Styles.STATE_DANGER, !error.isEmpty()));
        return field;
    }

    /** What is wrong stays in the field, to be put right. */
    private static void showUnlessWrong(TextField field, SettingViewModel<?> setting) {
        if (setting.errorProperty().get().isEmpty()) {
            field.setText(setting.text());
        }
    }

    private static Node unit(SettingViewModel<?> setting) {
        Label unit = new Label(setting.parameter().unit());
        unit.getStyleClass().add("setting-unit");
        unit.setMinWidth(Region.USE_PREF_SIZE);
        unit.setPrefWidth(50);
        return unit;
    }

    @SuppressWarnings("unchecked") // a Choice is a Parameter<String>
    private static Node choice(SettingViewModel<?> setting, Parameter.Choice choice) {
        SettingViewModel<String> named = (SettingViewModel<String>) setting;
        ComboBox<String> box = new ComboBox<>();
        box.setId("field-" + choice.key());
        box.getItems().setAll(choice.options());
        box.setPrefWidth(160);
        box.setMinWidth(110); // the name beside it is read whole first
        box.setValue(named.value());
        describe(box, setting);
        box.valueProperty().addListener((property, old, now) -> named.set(now));
        named.valueProperty().addListener((property, old, now) -> box.setValue(now));
        return box;
    }

    /** What is known by name, and what is written or opened: such as the folder of a sample of one's own. */
    @SuppressWarnings("unchecked") // a Name is a Parameter<String>
    private static Node name(SettingViewModel<?> setting, Parameter.Name name) {
        SettingViewModel<String> named = (SettingViewModel<String>) setting;
        ComboBox<String> box = new ComboBox<>();
        box.setId("field-" + name.key());
        box.setEditable(true);
        box.getItems().setAll(name.known());
        box.setPrefWidth(208); // the longest name of a sample
        box.setMinWidth(110);
        box.setValue(named.value());
        describe(box, setting);
        describe(box.getEditor(), setting);
        box.valueProperty().addListener((property, old, now) -> {
            if (now != null && !now.equals(named.value())) {
                named.enter(now);
            }
        });
        named.valueProperty().addListener((property, old, now) -> box.setValue(now));
        Button open = new Button("…");
        open.setId("open-" + name.key());
        open.getStyleClass().add(Styles.SMALL);
        open.setTooltip(new Tooltip("Open a folder: a sample of your own"));
        open.setAccessibleText("Open a folder for " + name.label());
        open.setOnAction(event -> {
            DirectoryChooser chooser = new DirectoryChooser();
            chooser.setTitle("A sample of your own");
            File folder = chooser.showDialog(open.getScene().getWindow());
            if (folder != null) {
                named.enter(folder.getPath());
            }
        });
        HBox line = new HBox(4, box, open);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    /** Some of a list, to be ticked; above them the groups that have a name. */
    @SuppressWarnings("unchecked") // a Several is a Parameter<List<String>>
    private static Node several(SettingViewModel<?> setting, Parameter.Several several) {
        SettingViewModel<List<String>> named = (SettingViewModel<List<String>>) setting;
        MenuButton menu = new MenuButton();
        menu.setId("field-" + several.key());
        menu.setPrefWidth(160);
        describe(menu, setting);
        several.groups().keySet().stream().sorted().forEach(group -> {
            MenuItem item = new MenuItem(group);
            item.setOnAction(event -> named.set(several.groups().get(group)));
            menu.getItems().add(item);
        });
        menu.getItems().add(new SeparatorMenuItem());
        for (String option : several.options()) {
            TickItem item = new TickItem("tick-" + option, option);
            item.tickedProperty().set(named.value().contains(option));
            item.tickedProperty().addListener((property, was, is) -> {
                if (is != named.value().contains(option)) {
                    named.set(several.options().stream().filter(each -> each.equals(option) ? is : named.value().contains(each)).toList());
                }
            });
            named.valueProperty().addListener((property, old, now) -> item.tickedProperty().set(now.contains(option)));
            menu.getItems().add(item);
        }
        named.valueProperty().subscribe(now -> menu.setText(now.size() + " of " + several.options().size()));
        return menu;
    }

    /** Gives the focus to the field, or to whatever takes its place. */
    void focusControl() {
        String id = "field-" + setting.parameter().key();
        lookupAll("*").stream().filter(node -> id.equals(node.getId())).findFirst().ifPresent(Node::requestFocus);
    }

    /** Whether a text is being written that the setting has not taken yet. */
    boolean isBeingWritten() {
        return lookupAll(".text-field").stream().anyMatch(
                node -> node instanceof TextField field && field.isFocused() && !field.getText().equals(setting.text()));
    }

    private static Node reset(SettingViewModel<?> setting) {
        Region arrow = new Region();
        arrow.getStyleClass().add("reset-arrow");
        Button reset = new Button(null, arrow);
        reset.setId("reset-" + setting.parameter().key());
        reset.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, "reset");
        reset.setAccessibleText("Reset " + setting.parameter().label() + " to its default");
        reset.setTooltip(new Tooltip("Back to the default"));
        reset.visibleProperty().bind(setting.changedProperty());
        reset.setOnAction(event -> setting.reset());
        return reset;
    }

    private static Node slider(SettingViewModel<?> setting) {
        Slider slider = new Slider(0, 1, setting.position());
        slider.setId("slider-" + setting.parameter().key());
        slider.getStyleClass().add(Styles.SMALL);
        slider.setBlockIncrement(setting.increment());
        describe(slider, setting);
        slider.valueProperty().addListener((property, old, now) -> {
            if (Math.abs(now.doubleValue() - setting.position()) > 1e-9) {
                setting.slideTo(now.doubleValue());
            }
        });
        setting.valueProperty().addListener((property, old, now) -> {
            if (!slider.isValueChanging()) {
                slider.setValue(setting.position());
            }
        });
        slider.valueChangingProperty().addListener((property, was, is) -> {
            if (!is) {
                slider.setValue(setting.position());
            }
        });
        Region mark = new Region();
        mark.getStyleClass().add("default-mark");
        mark.setManaged(false);
        mark.setMouseTransparent(true);
        StackPane pane = new StackPane(slider, mark);
        pane.getStyleClass().add("setting-slider");
        Runnable place = () -> mark.resizeRelocate(THUMB + setting.defaultPosition() * (pane.getWidth() - 2 * THUMB) - 1,
                pane.getHeight() - 5, 2, 5);
        pane.widthProperty().subscribe(place);
        pane.heightProperty().subscribe(place);
        return pane;
    }

    private Node error() {
        Label error = new Label();
        error.getStyleClass().addAll(Styles.TEXT_SMALL, "setting-error");
        error.setWrapText(true);
        error.setMinHeight(Region.USE_PREF_SIZE);
        error.textProperty().bind(setting.errorProperty());
        error.visibleProperty().bind(Bindings.isNotEmpty(error.textProperty()));
        error.managedProperty().bind(error.visibleProperty());
        return error;
    }

    private static void describe(Node control, SettingViewModel<?> setting) {
        String unit = setting.parameter().unit();
        control.setAccessibleText(setting.parameter().label() + (unit.isEmpty() ? "" : ", in " + unit));
        control.setAccessibleHelp(setting.help());
    }
}
