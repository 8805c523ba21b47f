package dev.gkelocal.cli.run;

import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The notations of gcloud's flag values ({@code gcloud topic escaping}). */
final class GcloudValues {
    private GcloudValues() {}

    /** Parts at commas, or at another delimiter named as {@code ^DELIMITER^} in front. */
    static List<String> list(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        var delimiter = ",";
        var rest = text;
        int end = text.startsWith("^") ? text.indexOf('^', 1) : -1;
        if (end > 1) {
            delimiter = text.substring(1, end);
            rest = text.substring(end + 1);
        }
        return List.of(rest.split(Pattern.quote(delimiter), -1));
    }

    /** {@code KEY=VALUE} pairs in the order given; a value may hold further equals signs. */
    static Map<String, String> dict(String flag, String text) {
        var pairs = new LinkedHashMap<String, String>();
        for (String pair : list(text)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw usage(
                        "%s: '%s' is not KEY=VALUE; a comma inside a value needs another delimiter, such as ^;^A=1,2;B=3"
                                .formatted(flag, pair));
            }
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return pairs;
    }

    /** A whole number; {@code default} is nothing set, as 0. */
    static int count(String flag, String text) {
        if (text.equals("default")) {
            return 0;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw usage(flag + ": '" + text + "' is neither a whole number nor 'default'");
        }
        throw usage(flag + ": " + text + " is negative");
    }

    static CommandFailed usage(String message) {
        return new CommandFailed(ExitCode.USAGE, message);
    }
}
