package org.siguard.ui;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;
import org.siguard.experiment.Output;
import org.siguard.experiment.parties.Conversation;
import org.siguard.experiment.parties.Messages;
import org.siguard.net.Party;
import org.siguard.report.ChartTheme;

/**
 * A lane a party, rounds from left to right, an arrow a message, as thick as it is long. Above it the whole conversation in one strip, to
 * go to any part of it by a click; arrow keys go round by round.
 */
final class LanesView extends Pane {
    private static final double NAMES = 102;
    private static final double STRIP = 26;
    private static final double GAP = 22;
    private static final double RIGHT = 10;
    private static final int MOST_ARROWS = 6;

    private final PartiesViewModel model;
    private final ObservableValue<ChartTheme> theme;
    private final Canvas canvas = new Canvas();

    LanesView(PartiesViewModel model, ObservableValue<ChartTheme> theme) {
        this.model = model;
        this.theme = theme;
        setId("lanes");
        setMinSize(300, 150);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText("Messages between the parties, round by round");
        accessibleHelpProperty().bind(model.whereProperty());
        getStyleClass().add("lanes");
        getChildren().add(canvas);
        canvas.widthProperty().bind(widthProperty());
        canvas.heightProperty().bind(heightProperty());
        // Drawn with the next picture of the window, once, however much has changed: a new conversation changes the round as well.
        model.conversationProperty().subscribe(any -> requestLayout());
        model.roundProperty().subscribe(any -> requestLayout());
        theme.subscribe(now -> requestLayout());
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::pressed);
        setOnKeyPressed(event -> {
            int step = event.isShiftDown() ? PartiesViewModel.WINDOW : 1;
            if (event.getCode() == KeyCode.RIGHT) {
                model.goTo(model.roundProperty().get() + step);
                event.consume();
            } else if (event.getCode() == KeyCode.LEFT) {
                model.goTo(model.roundProperty().get() - step);
                event.consume();
            } else if (event.getCode() == KeyCode.HOME || event.getCode() == KeyCode.END) {
                model.goTo(event.getCode() == KeyCode.HOME ? 1 : model.rounds());
                event.consume();
            }
        });
        setOnScroll(event -> model.goTo(model.roundProperty().get() + (event.getDeltaY() + event.getDeltaX() < 0 ? 1 : -1)));
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        double share = Math.clamp((event.getX() - NAMES) / (getWidth() - NAMES - RIGHT), 0, 1);
        if (event.getY() < STRIP + GAP / 2) {
            model.goTo(1 + (int) Math.round(share * (model.rounds() - 1)));
        } else if (event.getEventType() == MouseEvent.MOUSE_PRESSED) {
            model.goTo(model.firstOfWindow() + (int) Math.floor(share * PartiesViewModel.WINDOW));
        }
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        draw();
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        ChartTheme colours = theme.getValue();
        g.setFill(colour(colours.ground()));
        g.fillRect(0, 0, getWidth(), getHeight());
        g.setTextAlign(TextAlignment.LEFT); // a canvas remembers what the last picture was drawn with
        Conversation heard = model.conversationProperty().get();
        if (heard == null || getWidth() < NAMES + 60) {
            g.setFill(colour(colours.muted()));
            g.setFont(Font.font(14));
            g.setTextAlign(TextAlignment.CENTER);
            g.fillText("No conversation yet", getWidth() / 2, getHeight() / 2);
            return;
        }
        strip(g, heard, colours);
        lanes(g, heard, colours);
    }

    /** The whole conversation: how many bytes passed, darkest where most did, and a frame where the lanes below are. */
    private void strip(GraphicsContext g, Conversation heard, ChartTheme colours) {
        double width = getWidth() - NAMES - RIGHT;
        int rounds = Math.max(1, heard.messages().rounds());
        List<Messages.Stretch> stretches = model.stretches();
        long most = stretches.stream().mapToLong(LanesView::bytes).max().orElse(1);
        text(g, "whole query", 4, STRIP / 2 + 4, colours, false);
        for (Messages.Stretch stretch : stretches) {
            double x = NAMES + width * (stretch.firstRound() - 0.5) / rounds;
            double w = Math.max(1, width * (stretch.endRound() - stretch.firstRound()) / rounds - (stretches.size() > 200 ? 0 : 1));
            double height = (STRIP - 6) * (0.25 + 0.75 * Math.log1p(bytes(stretch)) / Math.log1p(most));
            g.setFill(colour(phase(stretch.phase(), colours)));
            g.fillRect(Math.max(NAMES, x), STRIP - height, Math.min(w, NAMES + width - x), height);
        }
        double from = NAMES + width * (model.firstOfWindow() - 1) / rounds;
        double shown = Math.max(5, width * PartiesViewModel.WINDOW / rounds);
        g.setStroke(colour(colours.ink()));
        g.setLineWidth(2);
        g.strokeRect(Math.min(from, getWidth() - RIGHT - shown), 1, shown, STRIP);
    }

    private static long bytes(Messages.Stretch stretch) {
        return stretch.sentBytes().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The inference green and the guard blue, as in the chart of latency; what the client sends and is sent, orange; weights muted. */
    static java.awt.Color phase(String phase, ChartTheme colours) {
        return switch (phase) {
            case "inference" -> colours.inference();
            case "guard" -> colours.guard();
            case "release", "query" -> colours.of(Output.SECURE);
            default -> colours.muted();
        };
    }

    private void lanes(GraphicsContext g, Conversation heard, ChartTheme colours) {
        List<Party> parties = heard.messages().parties();
        double top = STRIP + GAP;
        double height = (getHeight() - top - 16) / parties.size();
        double width = getWidth() - NAMES - RIGHT;
        double column = width / PartiesViewModel.WINDOW;
        int first = model.firstOfWindow();
        phases(g, heard, first, column, colours);
        double at = NAMES + column * (model.roundProperty().get() - first);
        g.setFill(colour(colours.muted()).deriveColor(0, 1, 1, 0.16));
        g.fillRect(at, top - 4, column, height * parties.size() + 4);
        for (int lane = 0; lane < parties.size(); lane++) {
            double y = top + height * (lane + 0.5);
            text(g, parties.get(lane).name(), 4, y + 4, colours, true);
            g.setStroke(colour(colours.muted()));
            g.setLineWidth(1);
            g.strokeLine(NAMES, y, getWidth() - RIGHT, y);
        }
        for (int i = 0; i < PartiesViewModel.WINDOW; i++) {
            int round = first + i;
            if (round <= heard.messages().rounds()) {
                arrows(g, heard.messages().between(round, round + 1), parties, NAMES + column * i, column, top, height, colours);
                if (round == model.roundProperty().get() || round % 10 == 0) {
                    g.setTextAlign(TextAlignment.CENTER);
                    text(g, String.valueOf(round), NAMES + column * (i + 0.5), getHeight() - 4, colours, false);
                    g.setTextAlign(TextAlignment.LEFT);
                }
            }
        }
        text(g, "round", 4, getHeight() - 4, colours, false);
    }

    /** The name of a phase over its first round that is seen: colours alone do not tell them apart for everyone. */
    private void phases(GraphicsContext g, Conversation heard, int first, double column, ChartTheme colours) {
        String last = "";
        double free = 0;
        for (int i = 0; i < PartiesViewModel.WINDOW; i++) {
            double x = NAMES + column * i;
            String phase = PartiesViewModel.phaseOf(heard, first + i);
            if (!phase.isEmpty() && !phase.equals(last) && x >= free) {
                text(g, PartiesViewModel.label(phase, heard), x, STRIP + GAP - 6, colours, false);
                free = x + 7 * phase.length();
                last = phase;
            }
        }
    }

    /** Where more messages take the same way than can be told apart, one arrow stands for them and says how many there are. */
    private record Bundle(Party from, Party to, String phase, int count, long bytes) {
    }

    private static List<Bundle> bundles(List<Messages.Message> messages) {
        Map<List<Object>, Bundle> out = new LinkedHashMap<>();
        for (Messages.Message message : messages) {
            String phase = Messages.phase(message.operation());
            Object key = messages.size() > MOST_ARROWS ? "" : out.size();
            out.merge(List.of(message.from(), message.to(), phase, key),
                    new Bundle(message.from(), message.to(), phase, 1, message.bytes()),
                    (one, other) -> new Bundle(one.from, one.to, phase, one.count + 1, one.bytes + other.bytes));
        }
        return List.copyOf(out.values());
    }

    private void arrows(GraphicsContext g, List<Messages.Message> messages, List<Party> parties, double left, double column, double top,
            double height, ChartTheme colours) {
        List<Bundle> bundles = bundles(messages);
        int count = bundles.size();
        for (int i = 0; i < count; i++) {
            Bundle bundle = bundles.get(i);
            double from = top + height * (parties.indexOf(bundle.from) + 0.5);
            double to = top + height * (parties.indexOf(bundle.to) + 0.5);
            double x = left + column * (i + 0.6) / (count + 0.4);
            arrow(g, bundle, from, to, x, Math.min(6, column / 4), colours);
            if (bundle.count > 1) {
                String times = "×" + bundle.count;
                g.setFill(colour(colours.ground()));
                g.fillRect(x + 3, (from + to) / 2 - 11, 8 * times.length(), 14);
                text(g, times, x + 4, (from + to) / 2, colours, false);
            }
        }
    }

    private static void arrow(GraphicsContext g, Bundle bundle, double from, double to, double x, double lean, ChartTheme colours) {
        Color colour = colour(phase(bundle.phase, colours));
        g.setStroke(colour);
        g.setFill(colour);
        double thick = Math.clamp(Math.log10(bundle.bytes + 1) * 0.8 - 0.4, 1, 4);
        g.setLineWidth(thick);
        double down = Math.signum(to - from);
        double tip = to - down * 2;
        g.strokeLine(x - lean / 2, from, x + lean / 2, tip - down * 4);
        g.fillOval(x - lean / 2 - 2, from - 2, 4, 4);
        double w = 3 + thick / 2;
        g.fillPolygon(new double[] {x + lean / 2, x + lean / 2 - w, x + lean / 2 + w}, new double[] {tip, tip - down * 7, tip - down * 7},
                3);
    }

    private void text(GraphicsContext g, String text, double x, double y, ChartTheme colours, boolean strong) {
        g.setFill(colour(strong ? colours.ink() : colours.muted()));
        g.setFont(Font.font("System", strong ? FontWeight.BOLD : FontWeight.NORMAL, 12));
        g.setTextBaseline(VPos.BASELINE);
        g.fillText(text, x, y);
    }

    private static Color colour(java.awt.Color colour) {
        return Color.rgb(colour.getRed(), colour.getGreen(), colour.getBlue());
    }
}
