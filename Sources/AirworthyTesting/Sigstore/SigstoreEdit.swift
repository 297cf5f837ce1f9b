import Trust

/// One thing to make wrong, and the stage at which: before anything is signed, after it, or in the text.
enum SigstoreEdit {
    /// Signed like everything else.
    case plan((inout SigstorePlan) throws(Diagnostic) -> Void)
    /// After the signing.
    case parts((inout SigstoreParts) throws(Diagnostic) -> Void)
    case bundle((inout JSON) throws(Diagnostic) -> Void)
    case text((inout [UInt8]) throws(Diagnostic) -> Void)
    case root((inout JSON, SigstorePress) throws(Diagnostic) -> Void)
}

extension [SigstoreEdit] {
    func change(_ plan: inout SigstorePlan) throws(Diagnostic) {
        for case .plan(let edit) in self { try Self.apply(edit, to: &plan) }
    }

    func change(_ parts: inout SigstoreParts) throws(Diagnostic) {
        for case .parts(let edit) in self { try Self.apply(edit, to: &parts) }
    }

    func change(_ bundle: inout JSON) throws(Diagnostic) {
        for case .bundle(let edit) in self { try Self.apply(edit, to: &bundle) }
    }

    func change(_ text: inout [UInt8]) throws(Diagnostic) {
        for case .text(let edit) in self { try Self.apply(edit, to: &text) }
    }

    func change(_ root: inout JSON, of press: SigstorePress) throws(Diagnostic) {
        for case .root(let edit) in self {
            try Self.apply({ (root) throws(Diagnostic) in try edit(&root, press) }, to: &root)
        }
    }

    /// An edit that changes nothing would pass a valid specimen off as a hostile one.
    private static func apply<Value: Equatable>(
        _ edit: (inout Value) throws(Diagnostic) -> Void, to value: inout Value
    ) throws(Diagnostic) {
        let before = value
        try edit(&value)
        guard value != before else {
            throw Diagnostic("specimen-impossible", "the fault has no place in a specimen of this shape")
        }
    }
}
