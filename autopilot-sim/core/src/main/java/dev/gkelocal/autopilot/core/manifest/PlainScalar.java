package dev.gkelocal.autopilot.core.manifest;

import dev.gkelocal.autopilot.core.manifest.Value.Scalar;
import dev.gkelocal.autopilot.core.manifest.Value.Type;
import java.math.BigInteger;
import java.util.Set;

/**
 * What the API server's YAML reader (sigs.k8s.io/yaml) makes of an unquoted word: YAML 1.1 booleans, octal, hexadecimal and
 * binary integers, underscores in numbers. Texts of booleans and integers come out canonical ({@code yes} is true, 0644 is 420).
 */
final class PlainScalar {
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> SPECIAL_FLOATS = Set.of(
            ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF");

    private PlainScalar() {}

    static Scalar resolve(String word, Position at) {
        if (word.isEmpty()) {
            return new Scalar("", Type.NULL, at);
        }
        return switch (word.charAt(0)) {
            case 'y', 'Y', 'n', 'N', 't', 'T', 'f', 'F', 'o', 'O', '~' -> named(word, at);
            case '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(word, at);
            default -> new Scalar(word, Type.STRING, at);
        };
    }

    /** True where the text, written without quotes, would not read back as the same string. */
    static boolean isAmbiguous(String text) {
        return resolve(text, Position.NOWHERE).type() != Type.STRING;
    }

    private static Scalar named(String word, Position at) {
        if (TRUE.contains(word)) {
            return new Scalar("true", Type.BOOLEAN, at);
        }
        if (FALSE.contains(word)) {
            return new Scalar("false", Type.BOOLEAN, at);
        }
        return new Scalar(word, NULL.contains(word) ? Type.NULL : Type.STRING, at);
    }

    private static Scalar number(String word, Position at) {
        var plain = word.indexOf('_') < 0 || word.charAt(0) == '.' ? word : word.replace("_", "");
        var signed = plain.charAt(0) == '-' || plain.charAt(0) == '+';
        var digits = signed ? plain.substring(1) : plain;
        var radix = radix(digits);
        if (isInteger(digits, radix)) {
            return new Scalar(canonical(plain, digits, radix), Type.INTEGER, at);
        }
        if (isFloat(digits) || SPECIAL_FLOATS.contains(word)) {
            return new Scalar(plain, Type.FLOAT, at);
        }
        return new Scalar(word, Type.STRING, at);
    }

    /** As the prefix says; a leading zero means octal. */
    private static int radix(String digits) {
        if (digits.length() < 2 || digits.charAt(0) != '0') {
            return 10;
        }
        return switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
        };
    }

    private static int prefix(String digits, int radix) {
        return switch (radix) {
            case 16, 2 -> 2;
            case 8 -> digits.charAt(1) == 'o' || digits.charAt(1) == 'O' ? 2 : 1;
            default -> 0;
        };
    }

    private static boolean isInteger(String digits, int radix) {
        var start = prefix(digits, radix);
        if (start >= digits.length() || digits.length() > 64) {
            return false;
        }
        for (var i = start; i < digits.length(); i++) {
            if (Character.digit(digits.charAt(i), radix) < 0 || digits.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }

    private static String canonical(String plain, String digits, int radix) {
        var positive = plain.charAt(0) == '+' ? digits : plain;
        if (radix == 10) {
            return positive;
        }
        var value = new BigInteger(digits.substring(prefix(digits, radix)), radix);
        return (plain.charAt(0) == '-' ? value.negate() : value).toString();
    }

    /** Digits with at most one point, and perhaps an exponent. */
    private static boolean isFloat(String digits) {
        var i = 0;
        var seen = 0;
        var point = false;
        for (; i < digits.length(); i++) {
            var c = digits.charAt(i);
            if (c == '.' && !point) {
                point = true;
            } else if (c >= '0' && c <= '9') {
                seen++;
            } else {
                break;
            }
        }
        return seen > 0 && (i == digits.length() || isExponent(digits, i));
    }

    private static boolean isExponent(String digits, int from) {
        var i = from + 1;
        if (digits.charAt(from) != 'e' && digits.charAt(from) != 'E') {
            return false;
        }
        if (i < digits.length() && (digits.charAt(i) == '+' || digits.charAt(i) == '-')) {
            i++;
        }
        var start = i;
        while (i < digits.length() && digits.charAt(i) >= '0' && digits.charAt(i) <= '9') {
            i++;
        }
        return i > start && i == digits.length();
    }
}
