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
 * <p>Arguments: {@code check} or {@code fix}, then the folders; a folder that does not exist has no sources.
 */
public final class Format {

    private Format() {}

    public static void main(String[] arguments) throws IOException {
        boolean fix = arguments[0].equals("fix");
        Formatter formatter = Formatter.createFormatter(
                JavaFormatterOptions.builder().style(Style.PALANTIR).build());

        List<Path> unformatted = new ArrayList<>();
        for (Path source : sources(List.of(arguments).subList(1, arguments.length))) {
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

    private static List<Path> sources(List<String> folders) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String folder : folders) {
            if (Files.isDirectory(Path.of(folder))) {
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
