import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Formats the Java sources below some folders, or only says which are not formatted. The build runs this file as it
 * stands, on the JDK it compiles with; the class path is palantir-java-format's.
 *
 * <p>Arguments: {@code check} or {@code fix}, then folders or files, comma-separated; one that does not exist is
 * passed over.
 */
public final class Format {

    private Format() {}

    public static void main(String[] arguments) throws IOException {
        boolean fix = arguments[0].equals("fix");
        Formatter formatter = Formatter.createFormatter(
                JavaFormatterOptions.builder().style(Style.PALANTIR).build());

        List<Path> unformatted = new ArrayList<>();
        for (Path source : sources(arguments[1].split(","))) {
            String text = Files.readString(source);
            String formatted = format(formatter, source, text);
            if (!formatted.equals(text)) {
                unformatted.add(source);
                if (fix) {
                    Files.writeString(source, formatted);
                }
            }
        }

        unformatted.forEach(source -> System.out.println((fix ? "formatted " : "not formatted: ") + source));
        if (!fix && !unformatted.isEmpty()) {
            System.err.println("To format them: ./mvnw -Pformat process-sources");
            System.exit(1);
        }
    }

    private static List<Path> sources(String[] folders) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String folder : folders) {
            if (Files.exists(Path.of(folder))) {
                try (var files = Files.walk(Path.of(folder))) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .sorted()
                            .forEach(sources::add);
                }
            }
        }
        return sources;
    }

    private static String format(Formatter formatter, Path source, String text) {
        try {
            return formatter.formatSourceAndFixImports(text);
        } catch (FormatterException e) {
            throw new IllegalStateException("cannot parse " + source, e);
        }
    }
}
