package dev.opflow.infra;

import java.util.Map;
import software.amazon.awscdk.App;

/** What {@code cdk} starts. */
final class OpflowApp {
    private static final int WRONG_CONTEXT = 2;

    private OpflowApp() {}

    /** The app reads its context, where it must write to, and all else from the environment that {@code cdk} sets. */
    public static void main(String[] arguments) {
        App app = new App();
        try {
            assemble(app);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_CONTEXT);
        }
        app.synth();
    }

    /** The stacks of an app. */
    static OpflowStack assemble(App app) {
        Deployment deployment = Deployment.of(context(app));
        new ImageRepository(app, deployment.name());
        return new OpflowStack(app, deployment);
    }

    @SuppressWarnings("unchecked") // a JSON object's
    private static Map<String, ?> context(App app) {
        return (Map<String, ?>) app.getNode().getAllContext();
    }
}
