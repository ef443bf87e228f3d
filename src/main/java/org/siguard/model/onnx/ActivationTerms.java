package org.siguard.model.onnx;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.siguard.model.Layer;

/**
 * The operators of which PyTorch makes activations that have none of their own: x·sigmoid(x), and x·(1 + erf(x/√2))/2 in any
 * order of its products. Each operator makes a longer {@link Value.Term}; the one that completes an activation gives the layer
 * its name.
 */
final class ActivationTerms {
    private static final String KNOWN = "supported are x·sigmoid(x), which is SiLU, and x·(1 + erf(x/√2))/2, which is GELU.";

    private final Scope scope;
    private final Network network;
    private final LayerOperators layers;

    ActivationTerms(Scope scope, Network network, LayerOperators layers) {
        this.scope = scope;
        this.network = network;
        this.layers = layers;
    }

    void offer(Map<String, Function<Operator, Value>> operators) {
        operators.put("Sigmoid", operator -> new Value.Term(scope.signal(operator, 0), 1, 0, Value.Form.SIGMOID));
        operators.put("Erf", this::erf);
        operators.put("Mul", this::multiply);
        operators.put("Div", this::divide);
        operators.put("Add", this::add);
    }

    private Value erf(Operator operator) {
        if (scope.value(operator, 0) instanceof Value.Term term && term.is(Math.sqrt(0.5), 1, Value.Form.ONE)) {
            return new Value.Term(term.of(), 1, 0, Value.Form.ERF);
        }
        throw operator.mistake("is supported in x·(1 + erf(x/√2))/2 only, which is GELU.");
    }

    private Value multiply(Operator operator) {
        for (int constant = 0; constant < 2; constant++) {
            if (scope.value(operator, constant) instanceof Value.Numbers numbers) {
                return complete(operator, term(operator, 1 - constant).times(scalar(operator, numbers)));
            }
        }
        Value.Term a = term(operator, 0);
        Value.Term b = term(operator, 1);
        boolean oneForm = a.form() == Value.Form.ONE || b.form() == Value.Form.ONE;
        if (!a.of().equals(b.of()) || a.power() + b.power() > 1 || !oneForm) {
            throw operator.mistake("multiplies layers' outputs; " + KNOWN);
        }
        return complete(operator,
                new Value.Term(a.of(), a.factor() * b.factor(), a.power() + b.power(), a.form() == Value.Form.ONE ? b.form() : a.form()));
    }

    private Value divide(Operator operator) {
        return complete(operator, term(operator, 0).times(1 / scalar(operator, scope.numbers(operator, 1))));
    }

    private Value add(Operator operator) {
        for (int constant = 0; constant < 2; constant++) {
            if (scope.value(operator, constant) instanceof Value.Numbers numbers) {
                if (scope.value(operator, 1 - constant) instanceof Value.Signal) {
                    return layers.bias(operator, 1 - constant, constant);
                }
                if (scope.value(operator, 1 - constant) instanceof Value.Term term && term.is(1, 0, Value.Form.ERF)
                        && numbers.scalar() == 1) {
                    return new Value.Term(term.of(), 1, 0, Value.Form.ONE_PLUS_ERF);
                }
                throw operator.mistake("adds fixed numbers; " + KNOWN);
            }
        }
        return layers.join(operator, new Layer.Add());
    }

    private Value complete(Operator operator, Value.Term term) {
        if (term.is(1, 1, Value.Form.SIGMOID)) {
            return network.add(operator, new Layer.Silu(), List.of(term.of()));
        }
        if (term.is(0.5, 1, Value.Form.ONE_PLUS_ERF)) {
            return network.add(operator, new Layer.Gelu(), List.of(term.of()));
        }
        return term.form() == Value.Form.ONE && term.factor() == 1 ? term.of() : term;
    }

    private Value.Term term(Operator operator, int input) {
        return switch (scope.value(operator, input)) {
            case Value.Term term -> term;
            case Value.Signal signal -> Value.Term.of(signal);
            case Value.Numbers numbers -> throw operator.mistake("multiplies two fixed tensors. Export with constant folding.");
            case Value.Wholes wholes ->
                throw operator.mistake("computes with whole numbers, which is not supported. Export with fixed sizes.");
        };
    }

    private static double scalar(Operator operator, Value.Numbers numbers) {
        double scalar = numbers.scalar();
        if (!Double.isFinite(scalar)) {
            throw operator.mistake("multiplies or divides by a tensor of " + numbers.shape() + ", not one number; " + KNOWN);
        }
        return scalar;
    }
}
