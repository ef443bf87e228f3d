package org.siguard.ui;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.siguard.base.Parameter;

/** A line of the plan: which parameter, and from where to where; ticks where its values are names. */
final class AxisView extends HBox {
    private static final int MOST_STEPS = 50;
    private static final String NOTHING = "(nothing else)";

    private final AxisViewModel model;
    private final String id;
    private final HBox range = new HBox(6);

    /** @param optional whether it may be nothing */
    AxisView(String id, String name, AxisViewModel model, boolean optional) {
        super(8);
        this.model = model;
        this.id = id;
        setAlignment(Pos.CENTER_LEFT);
        range.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(range, Priority.ALWAYS);
        Label label = new Label(name);
        label.setMinWidth(46);
        getChildren().addAll(label, choice(optional), range);
        model.parameterProperty().subscribe(this::lay);
    }

    private Node choice(boolean optional) {
        ComboBox<Parameter<?>> choice = new ComboBox<>();
        choice.setId(id + "-parameter");
        choice.setAccessibleText("Parameter to vary");
        if (optional) {
            choice.getItems().add(null);
        }
        choice.getItems().addAll(SweepPlanViewModel.parameters());
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(Parameter<?> parameter) {
                return parameter == null ? NOTHING : parameter.label();
            }

            @Override
            public Parameter<?> fromString(String text) {
                return null;
            }
        });
        choice.setPrefWidth(210);
        choice.setMinWidth(170);
        model.parameterProperty().subscribe(choice::setValue);
        choice.valueProperty().subscribe(model::choose);
        return choice;
    }

    private void lay(Parameter<?> parameter) {
        range.getChildren().clear();
        if (parameter == null) {
            return;
        }
        if (model.isNumber()) {
            layNumber(parameter);
        } else {
            layNames();
        }
    }

    private void layNumber(Parameter<?> parameter) {
        TextField from = field("-from", "Lower end of " + parameter.label());
        from.textProperty().bindBidirectional(model.fromProperty());
        TextField to = field("-to", "Upper end of " + parameter.label());
        to.textProperty().bindBidirectional(model.toProperty());
        Region slider = new Region();
        if (model.positions().isPresent()) {
            RangeView[] ends = new RangeView[1];
            ends[0] = new RangeView(() -> model.slideTo(ends[0].low(), ends[0].high()), model::increment);
            ends[0].setId(id + "-range");
            Runnable follow = () -> model.positions().filter(at -> at[0] <= at[1]).ifPresent(at -> ends[0].show(at[0], at[1]));
            from.textProperty().subscribe(follow);
            to.textProperty().subscribe(follow);
            follow.run();
            slider = ends[0];
        }
        HBox.setHgrow(slider, Priority.ALWAYS);
        Spinner<Integer> steps = new Spinner<>(2, MOST_STEPS, model.stepsProperty().get());
        steps.setId(id + "-steps");
        steps.setEditable(true);
        steps.setPrefWidth(76);
        steps.setMinWidth(76);
        steps.setAccessibleText("How many values of a grid");
        steps.setTooltip(new Tooltip("How many values a grid takes between the two ends; other methods take any"));
        steps.valueProperty().subscribe(now -> {
            if (now != null) {
                model.stepsProperty().set(now);
            }
        });
        CheckBox ratios = new CheckBox("by ratios");
        ratios.setTooltip(new Tooltip("Equal ratios between values (0.1, 0.2, 0.4) instead of equal differences (0.1, 0.2, 0.3)"));
        ratios.selectedProperty().bindBidirectional(model.ratiosProperty());
        ratios.setMinWidth(Region.USE_PREF_SIZE);
        range.getChildren().addAll(word("from"), from, slider, word("to"), to, word(parameter.unit()), steps, word("values"), ratios);
    }

    private TextField field(String ending, String name) {
        TextField field = new TextField();
        field.setId(id + ending);
        field.setAccessibleText(name);
        field.setPrefWidth(64);
        field.setMinWidth(56);
        return field;
    }

    private static Label word(String text) {
        Label label = new Label(text);
        label.getStyleClass().add(Styles.TEXT_MUTED);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setManaged(!text.isEmpty());
        return label;
    }

    private void layNames() {
        HBox ticks = new HBox(12);
        ticks.setAlignment(Pos.CENTER_LEFT);
        for (String option : model.options()) {
            CheckBox tick = new CheckBox(option);
            tick.setId(id + "-" + option);
            tick.setMinWidth(Region.USE_PREF_SIZE);
            tick.setSelected(model.ticked().contains(option));
            tick.selectedProperty().subscribe(now -> {
                if (now && !model.ticked().contains(option)) {
                    model.ticked().add(option);
                } else if (!now) {
                    model.ticked().remove(option);
                }
            });
            model.ticked().addListener((ListChangeListener<String>) change -> tick.setSelected(change.getList().contains(option)));
            ticks.getChildren().add(tick);
        }
        ScrollPane scroll = new ScrollPane(ticks);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("ticks");
        HBox.setHgrow(scroll, Priority.ALWAYS);
        range.getChildren().setAll(List.of(scroll));
    }
}
