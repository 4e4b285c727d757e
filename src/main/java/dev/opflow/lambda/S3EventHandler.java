package dev.opflow.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.opflow.engine.Deadline;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** For a bucket that notifies the function directly, without a queue; an exception makes Lambda try the event again. */
@Named("s3-events")
public class S3EventHandler implements RequestHandler<JsonNode, String> {
    private final UploadSolver solver;
    private final InvocationTime time;
    private final ProcessEnd processEnd;

    /** Called by CDI. */
    @Inject
    S3EventHandler(UploadSolver solver, InvocationTime time, ProcessEnd processEnd) {
        this.solver = solver;
        this.time = time;
        this.processEnd = processEnd;
    }

    @Override
    public String handleRequest(JsonNode event, Context context) {
        processEnd.now();
        Deadline deadline = time.deadline(context);
        try {
            solver.takeAll(S3Notification.all(event), deadline);
        } finally {
            processEnd.afterResponse();
        }
        return "done";
    }
}
