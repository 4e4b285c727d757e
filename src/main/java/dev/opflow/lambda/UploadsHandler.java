package dev.opflow.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.engine.Deadline;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The default handler: messages of a queue whose bodies are notifications of S3. Each message ends by itself; only those that
 * another try may help come back as failures, and stay in the queue.
 */
@Named("uploads")
public class UploadsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final Logger LOG = Logger.getLogger(UploadsHandler.class);

    private final UploadSolver solver;
    private final InvocationTime time;
    private final ObjectMapper json;
    private final ProcessEnd processEnd;

    /** Called by CDI. */
    @Inject
    UploadsHandler(UploadSolver solver, InvocationTime time, ObjectMapper json, ProcessEnd processEnd) {
        this.solver = solver;
        this.time = time;
        this.json = json;
        this.processEnd = processEnd;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        processEnd.now();
        Deadline deadline = time.deadline(context);
        List<BatchItemFailure> failures = new ArrayList<>();
        for (SQSEvent.SQSMessage message :
                event.getRecords() == null ? List.<SQSEvent.SQSMessage>of() : event.getRecords()) {
            if (!isDone(message, deadline)) {
                failures.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        processEnd.afterResponse();
        return new SQSBatchResponse(failures);
    }

    private boolean isDone(SQSEvent.SQSMessage message, Deadline deadline) {
        if (deadline.isReached()) {
            LOG.warnf("Message %s was not begun: no time is left. It stays in the queue.", message.getMessageId());
            return false;
        }
        try {
            for (S3Notification notification : S3Notification.read(json, message.getBody())) {
                if (processEnd.isDue()) {
                    // another process can do better: it has the engine that this one has lost
                    LOG.warnf(
                            "Message %s was not done: this process ends. It stays in the queue.",
                            message.getMessageId());
                    return false;
                }
                solver.take(notification, deadline);
            }
            return true;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            LOG.errorf(e, "Message %s failed and stays in the queue: %s", message.getMessageId(), e.getMessage());
            return false;
        }
    }
}
