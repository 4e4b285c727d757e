package dev.opflow.infra;

import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.App;

/** What {@code cdk} starts. */
final class OpflowApp {
    private static final int WRONG_CONTEXT = 2;
    /** What {@code ./mvnw package} puts together for the Dockerfile in it; the app runs in the project's folder. */
    private static final Path BUILD_CONTEXT = Path.of("target", "image");

    private OpflowApp() {}

    /** The app reads its context, where it must write to, and all else from the environment that {@code cdk} sets. */
    public static void main(String[] arguments) {
        App app = new App();
        try {
            assemble(app, BUILD_CONTEXT);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_CONTEXT);
        }
        app.synth();
    }

    /**
     * Gives an app its stacks.
     *
     * @param buildContext folder that an image is built from, where none is named
     * @return that of the function
     */
    static OpflowStack assemble(App app, Path buildContext) {
        Deployment deployment = Deployment.of(context(app), buildContext);
        // without credentials cdk knows no account, and takes some region
        if (System.getenv("CDK_DEFAULT_ACCOUNT") != null) {
            deployment.requireImageIn(System.getenv("CDK_DEFAULT_REGION"));
        }
        new ImageRepository(app, deployment.name(), deployment.imageReaders());
        return new OpflowStack(app, deployment);
    }

    @SuppressWarnings("unchecked") // a JSON object's
    private static Map<String, ?> context(App app) {
        return (Map<String, ?>) app.getNode().getAllContext();
    }
}
