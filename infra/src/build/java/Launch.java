import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes how the app is started without Maven: the JVM to {@code java}, its arguments to {@code launch}. The build runs this
 * file as it stands, on the JDK it compiles with.
 *
 * <p>Arguments: the folder to write to, and the class path.
 */
public final class Launch {
    private Launch() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.writeString(
                folder.resolve("java"), ProcessHandle.current().info().command().orElseThrow() + "\n");
        // Short-lived, and waiting for Node.js most of the time: neither the second compiler nor a parallel collector
        // pays.
        Files.writeString(folder.resolve("launch"), """
            -XX:TieredStopAtLevel=1
            -XX:+UseSerialGC
            -classpath "%s"
            dev.opflow.infra.OpflowApp
            """.formatted(arguments[1].replace("\\", "\\\\")));
    }
}
