package org.siguard.ui;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Commands found by a few letters of each word. */
final class PaletteViewModel {
    private final Supplier<List<Command>> commands;
    private final ObservableList<Command> found = FXCollections.observableArrayList();
    private final IntegerProperty selected = new SimpleIntegerProperty();

    /** @param commands asked each time the palette opens: presets come and go */
    PaletteViewModel(Supplier<List<Command>> commands) {
        this.commands = commands;
    }

    ObservableList<Command> found() {
        return found;
    }

    /** The place of the command that Enter carries out. */
    IntegerProperty selectedProperty() {
        return selected;
    }

    /** Finds commands that can be done now and have every word of the text in their title. */
    void search(String text) {
        List<String> words = Arrays.stream(text.toLowerCase(Locale.ROOT).strip().split("\\s+")).toList();
        found.setAll(commands.get().stream().filter(command -> command.possible().getAsBoolean())
                .filter(command -> words.stream().allMatch(word -> command.title().toLowerCase(Locale.ROOT).contains(word)))
                .sorted(Comparator.comparing((Command command) -> !command.title().toLowerCase(Locale.ROOT).startsWith(words.getFirst())))
                .toList());
        selected.set(0);
    }

    /** Up or down the list, and round. */
    void move(int by) {
        if (!found.isEmpty()) {
            selected.set(Math.floorMod(selected.get() + by, found.size()));
        }
    }

    /** Carries out the selected one; false where there is none. */
    boolean carryOut() {
        if (found.isEmpty()) {
            return false;
        }
        found.get(Math.clamp(selected.get(), 0, found.size() - 1)).carryOut();
        return true;
    }
}
