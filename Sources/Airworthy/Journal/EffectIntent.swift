/// What is written down before the world is changed.
public struct EffectIntent: Sendable, Hashable {
    /// The same for every try at one change, so that whoever makes it can tell a repetition.
    public let key: String
    /// Proof of the lease it is made under.
    public let token: FencingToken
    /// The action it undoes, by id; nil for an action.
    public let undoes: String?
    /// Whether something will undo it.
    public let isUndoable: Bool

    public init(key: String, token: FencingToken, undoes: String?, isUndoable: Bool) {
        self.key = key
        self.token = token
        self.undoes = undoes
        self.isUndoable = isUndoable
    }
}
