// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.mapping;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Arithmetic over named values: {@code + - * /}, brackets, {@code min}, {@code max}, {@code abs}. */
public final class Formula {
    /** A part of it; NaN where a value is missing or a division has no result. */
    private interface Node {
        double value(ToDoubleFunction<String> values);
    }

    private final Node root;
    private final Set<String> names;

    private Formula(Node root, Set<String> names) {
        this.root = root;
        this.names = names;
    }

    /** @throws IllegalArgumentException naming the text and the place where it stops making sense */
    public static Formula parse(String text) {
        Parser parser = new Parser(text);
        return new Formula(parser.whole(), parser.names);
    }

    /** The values that it needs. */
    public Set<String> names() {
        return names;
    }

    /** @return not finite where there is no result */
    public double value(ToDoubleFunction<String> values) {
        return root.value(values);
    }

    private static final class Parser {
        private static final int DEEPEST = 50;

        private final String text;
        private final Set<String> names = new LinkedHashSet<>();
        private int at;
        private int depth;

        Parser(String text) {
            this.text = text;
        }

        Node whole() {
            Node node = sum();
            if (at < text.length()) {
                throw broken("an operator is expected");
            }
            return node;
        }

        private Node sum() {
            if (++depth > DEEPEST) {
                throw broken("it is nested more than " + DEEPEST + " deep");
            }
            Node node = product();
            while (true) {
                Node left = node;
                if (next('+')) {
                    Node right = product();
                    node = values -> left.value(values) + right.value(values);
                } else if (next('-')) {
                    Node right = product();
                    node = values -> left.value(values) - right.value(values);
                } else {
                    depth--;
                    return node;
                }
            }
        }

        private Node product() {
            Node node = atom();
            while (true) {
                Node left = node;
                if (next('*')) {
                    Node right = atom();
                    node = values -> left.value(values) * right.value(values);
                } else if (next('/')) {
                    Node right = atom();
                    node = values -> left.value(values) / right.value(values);
                } else {
                    return node;
                }
            }
        }

        private Node atom() {
            if (next('-')) {
                Node inner = atom();
                return values -> -inner.value(values);
            }
            if (next('(')) {
                Node inner = sum();
                expect(')');
                return inner;
            }
            int from = at;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at)) || "_.".indexOf(text.charAt(at)) >= 0)) {
                at++;
            }
            String word = text.substring(from, at);
            if (word.isEmpty()) {
                throw broken("a name or a number is expected");
            }
            skip();
            return Character.isDigit(word.charAt(0)) || word.charAt(0) == '.' ? number(word, from) : named(word);
        }

        private Node number(String word, int from) {
            try {
                double number = Double.parseDouble(word);
                return values -> number;
            } catch (NumberFormatException e) {
                at = from;
                throw broken("a number is expected");
            }
        }

        private Node named(String word) {
            if (!next('(')) {
                names.add(word);
                return values -> values.applyAsDouble(word);
            }
            Node first = sum();
            switch (word) {
                case "abs" -> {
                    expect(')');
                    return values -> Math.abs(first.value(values));
                }
                case "min", "max" -> {
                    expect(',');
                    Node second = sum();
                    expect(')');
                    return word.equals("min")
                            ? values -> Math.min(first.value(values), second.value(values))
                            : values -> Math.max(first.value(values), second.value(values));
                }
                default -> throw broken("there is no function " + word + "; use abs, min or max");
            }
        }

        private boolean next(char c) {
            skip();
            if (at < text.length() && text.charAt(at) == c) {
                at++;
                skip();
                return true;
            }
            return false;
        }

        private void expect(char c) {
            if (!next(c)) {
                throw broken("\"" + c + "\" is expected");
            }
        }

        private void skip() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private IllegalArgumentException broken(String why) {
            return new IllegalArgumentException("formula \"" + text + "\" at character " + (at + 1) + ": " + why);
        }
    }
}
