/// How a log's checkpoint is written; whatever it is, the log signs it.
struct CheckpointPlan: Equatable {
    enum Text { case plain, carriageReturns, controlCharacter, noBlankLine }

    var origin: String?
    /// Tree size in the checkpoint and beside the proof.
    var size: String?
    var leadingZero = false
    var text: Text = .plain
    /// Signature lines of unknown witnesses, before the log's own.
    var cosigners = 0
}
