package org.siguard.cli;

import java.util.ArrayList;
import java.util.List;

/** Whether a window can be opened here: asked before JavaFX is, which would end with less telling words. */
public sealed interface Screen {
    /** There is one, and all it takes to draw on it. */
    record There() implements Screen {
    }

    /** There is none. */
    record None() implements Screen {
    }

    /**
     * There is one, and something that drawing on it takes is missing.
     *
     * @param reasons in lines for the person
     */
    record Unfit(List<String> reasons) implements Screen {
    }

    /** The screen of the machine at hand. */
    static Screen here() {
        return of(new Machine.Here());
    }

    /** The screen of a machine; one that is no Linux always has one, and brings what drawing on it takes. */
    static Screen of(Machine machine) {
        if (!machine.linux()) {
            return new There();
        }
        if (machine.variable("DISPLAY").isEmpty()) {
            return machine.variable("WAYLAND_DISPLAY").isEmpty() ? new None() : new Unfit(List.of(
                    "there is a Wayland display but no DISPLAY: JavaFX draws through X11, so Xwayland has to run. "
                            + "For a run without a window: siguard run"));
        }
        List<Checkup.Finding> lacking = new Checkup(machine, Workspace.home()).lackedByWindow();
        if (lacking.isEmpty()) {
            return new There();
        }
        List<String> lines = new ArrayList<>(List.of("the window needs what is missing here. Debian, Ubuntu:"));
        lacking.forEach(finding -> lines.add("    " + finding.remedy() + "    (" + finding.what() + ")"));
        return new Unfit(List.copyOf(lines));
    }
}
