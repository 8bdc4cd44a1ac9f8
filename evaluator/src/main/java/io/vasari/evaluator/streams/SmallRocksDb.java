package io.vasari.evaluator.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;

/** One small block cache for all stores of the process, and small write buffers: tallies are few and short. */
public final class SmallRocksDb implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 8 << 20;
    private static final long WRITE_BUFFER_BYTES = 2 << 20;
    private static final Cache CACHE = new LRUCache(CACHE_BYTES);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(2);
        options.setMaxBackgroundJobs(1);
    }

    /** The cache is everybody's and lives as long as the process. */
    @Override
    public void close(String storeName, Options options) {}
}
