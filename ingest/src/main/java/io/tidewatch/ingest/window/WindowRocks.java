// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.window;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** One small budget of memory for the stores of all partitions. */
public final class WindowRocks implements RocksDBConfigSetter {
    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(Budget.CACHE);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(Budget.WRITES);
        options.setWriteBufferSize(4L << 20);
    }

    @Override
    public void close(String storeName, Options options) {
        // The budget is the process's.
    }

    private static final class Budget {
        static final Cache CACHE;
        static final WriteBufferManager WRITES;

        static {
            RocksDB.loadLibrary();
            CACHE = new LRUCache(48L << 20);
            WRITES = new WriteBufferManager(24L << 20, CACHE);
        }
    }
}
