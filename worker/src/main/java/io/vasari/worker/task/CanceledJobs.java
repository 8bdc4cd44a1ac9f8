package io.vasari.worker.task;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The jobs that were canceled last, at most {@value #MOST}. Safe for use by many threads. */
public final class CanceledJobs {
    static final int MOST = 50_000;

    private final Set<String> ids = Collections.synchronizedSet(Collections.newSetFromMap(new Newest()));

    public void add(String jobId) {
        ids.add(jobId);
    }

    public boolean contains(String jobId) {
        return ids.contains(jobId);
    }

    private static final class Newest extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    }
}
