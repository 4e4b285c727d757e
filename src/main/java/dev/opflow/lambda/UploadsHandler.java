package dev.opflow.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opflow.engine.Deadline;
import dev.opflow.storage.StorageException;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The default handler: messages of a queue whose bodies are notifications of S3. Each message ends by itself; only those that
 * another try may help come back as failures, and stay in the queue. Event and answer are trees: of the classes that the many fields
 * of an event could be bound to, two fields would be used, and binding them takes a tenth of a cold start.
 */
@Named(UploadsHandler.NAME)
public class UploadsHandler implements RequestHandler<JsonNode, JsonNode> {
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
    public JsonNode handleRequest(JsonNode event, Context context) {
        processEnd.now();
        Deadline deadline = time.deadline(context);
        ObjectNode response = json.createObjectNode();
        ArrayNode failures = response.putArray("batchItemFailures");
        for (JsonNode message : S3Notification.records(event)) {
            String id = message.path("messageId").asText();
            if (!isDone(id, message.path("body").textValue(), deadline)) {
                metrics.logFailure(id);
                failures.addObject().put("itemIdentifier", id);
            }
        }
        processEnd.afterResponse();
        return response;
    }

    private boolean isDone(String id, @Nullable String body, Deadline deadline) {
        try {
            solver.takeAll(S3Notification.read(json, body), deadline);
            return true;
        } catch (NotBegunException e) {
            LOG.warnf("Message %s stays in the queue: %s", id, e.getMessage());
        } catch (StorageException e) {
            LOG.errorf("Message %s stays in the queue: %s", id, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Message %s failed and stays in the queue: %s", id, e.getMessage());
        }
        return false;
    }
}
