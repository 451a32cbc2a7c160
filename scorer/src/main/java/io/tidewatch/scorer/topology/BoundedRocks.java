// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

/**
 * Little memory for each store: there are six for each partition, and by default each would take 80 MB. They share what they read
 * through, but not what they write to: with one budget for that, what idle stores hold would leave nothing to the busy ones, which
 * would flush a file with almost every write.
 */
public final class BoundedRocks implements RocksDBConfigSetter {
    private static final long MEMORY = 96L << 20;
    /** Two of them at most, and most stores never fill one. */
    private static final long WRITE_BUFFER = 2L << 20;
    /** What an almost empty one takes; the default is an eighth of a full one. */
    private static final long ARENA_BLOCK = 64L << 10;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(Shared.CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setFilterPolicy(new BloomFilter());
        options.setTableFormatConfig(table);
        options.setWriteBufferSize(WRITE_BUFFER);
        options.setArenaBlockSize(ARENA_BLOCK);
        options.setMaxWriteBufferNumber(2);
        options.setCompressionType(CompressionType.LZ4_COMPRESSION);
        options.setMaxBackgroundJobs(2);
    }

    @Override
    public void close(String storeName, Options options) {
        // The cache is the process's.
    }

    private static final class Shared {
        static final Cache CACHE;

        static {
            RocksDB.loadLibrary();
            CACHE = new LRUCache(MEMORY);
        }
    }
}
