package org.siguard.cli;

import java.util.ArrayList;
import java.util.List;
import org.siguard.base.Parameter;
import org.siguard.base.UserMistake;
import org.siguard.experiment.Experiment;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Changes to an experiment on the command line: {@code --set key=value}, or the declared parameter as an option of its own,
 * {@code --guard.step 0.5}. The options are made from the declarations.
 */
final class ExperimentOptions {
    private CommandSpec command;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Changes one setting, for example --set guard.step=0.5. May be repeated.")
    private List<String> changes = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    void declare(CommandSpec mixee) {
        command = mixee;
        for (Parameter<?> parameter : Experiment.PARAMETERS) {
            mixee.addOption(OptionSpec.builder("--" + parameter.key()).type(String.class).paramLabel("VALUE")
                    .description(described(parameter)).build());
        }
    }

    /** Percent signs mean something else to picocli. */
    private static <T> String described(Parameter<T> parameter) {
        String range = Character.toUpperCase(parameter.range().charAt(0)) + parameter.range().substring(1);
        return (parameter.help() + " " + range + (parameter.unit().isEmpty() ? "" : " " + parameter.unit()) + ". Default: "
                + parameter.format(parameter.defaultValue())).replace("%", "%%");
    }

    /** The experiment with what was asked for. */
    Experiment changed(Experiment experiment) {
        Experiment changed = experiment;
        for (String change : changes) {
            int equals = change.indexOf('=');
            if (equals < 1) {
                throw new UserMistake("--set wants key=value, not '" + change + "': for example --set guard.step=0.5.");
            }
            changed = changed.with(change.substring(0, equals).strip(), change.substring(equals + 1));
        }
        for (Parameter<?> parameter : Experiment.PARAMETERS) {
            String value = command.commandLine().getParseResult().matchedOptionValue("--" + parameter.key(), null);
            changed = value == null ? changed : changed.with(parameter.key(), value);
        }
        return changed;
    }
}
