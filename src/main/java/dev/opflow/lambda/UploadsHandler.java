package dev.opflow.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.engine.Deadline;
import dev.opflow.storage.StorageException;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The default handler: messages of a queue whose bodies are notifications of S3. Each message ends by itself; only those that
 * another try may help come back as failures, and stay in the queue.
 */
@Named(UploadsHandler.NAME)
public class UploadsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    static final String NAME = "uploads";
    private static final Logger LOG = Logger.getLogger(UploadsHandler.class);

    private final UploadSolver solver;
    private final InvocationTime time;
    private final ObjectMapper json;
    private final ProcessEnd processEnd;
    private final RunMetrics metrics;

    /** Called by CDI. */
    @Inject
    UploadsHandler(
            UploadSolver solver, InvocationTime time, ObjectMapper json, ProcessEnd processEnd, RunMetrics metrics) {
        this.solver = solver;
        this.time = time;
        this.json = json;
        this.processEnd = processEnd;
        this.metrics = metrics;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        processEnd.now();
        Deadline deadline = time.deadline(context);
        List<BatchItemFailure> failures = new ArrayList<>();
        for (SQSEvent.SQSMessage message :
                event.getRecords() == null ? List.<SQSEvent.SQSMessage>of() : event.getRecords()) {
            if (!isDone(message, deadline)) {
                metrics.logFailure(message.getMessageId());
                failures.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        processEnd.afterResponse();
        return new SQSBatchResponse(failures);
    }

    private boolean isDone(SQSEvent.SQSMessage message, Deadline deadline) {
        try {
            solver.takeAll(S3Notification.read(json, message.getBody()), deadline);
            return true;
        } catch (NotBegunException e) {
            LOG.warnf("Message %s stays in the queue: %s", message.getMessageId(), e.getMessage());
        } catch (StorageException e) {
            LOG.errorf("Message %s stays in the queue: %s", message.getMessageId(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Message %s failed and stays in the queue: %s", message.getMessageId(), e.getMessage());
        }
        return false;
    }
}
