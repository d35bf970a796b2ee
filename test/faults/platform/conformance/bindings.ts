// The queues of the conformance list's subject, alike on workerd and on the shims.

export const consumers = {
  live: { maxBatchSize: 10, maxBatchTimeoutSeconds: 0, maxRetries: 2, deadLetterQueue: "live-dead" },
  slow: { maxBatchSize: 5, maxBatchTimeoutSeconds: 1, maxRetries: 2, deadLetterQueue: "slow-dead" },
  "live-dead": { maxBatchSize: 10, maxBatchTimeoutSeconds: 0 },
  "slow-dead": { maxBatchSize: 10, maxBatchTimeoutSeconds: 0 },
};
