import Trust

/// Reads what a step says about changing the world: `effect`, `probe`, `compensate`.
enum EffectLoader {
    /// - Returns: nil for a step that only looks.
    static func load(
        _ fields: inout FieldReader, defaults: StepDefaults
    ) throws(InputError) -> Effect? {
        let isEffect = try fields.optionalBool("effect") ?? false
        let probe = try inner("probe", &fields, defaults)
        let compensation = try compensation(&fields, defaults)
        guard isEffect else {
            guard probe == nil, compensation == nil else {
                let key = probe == nil ? "compensate" : "probe"
                throw InputError(
                    "effect-undeclared", "\(fields.subject) has a `\(key)` and does not say that it changes anything",
                    at: fields.place(of: key), remedy: "add `effect: true`, or remove `\(key)`")
            }
            return nil
        }
        return Effect(probe: probe, compensation: compensation)
    }

    private static func inner(
        _ key: String, _ fields: inout FieldReader, _ defaults: StepDefaults
    ) throws(InputError) -> InnerCheck? {
        guard let node = fields.node(key) else { return nil }
        var inner = try FieldReader(node, as: "`\(key)`")
        let check = try self.inner(&inner, defaults)
        try inner.finish()
        return check
    }

    private static func inner(_ fields: inout FieldReader, _ defaults: StepDefaults) throws(InputError) -> InnerCheck {
        InnerCheck(
            uses: try fields.string("uses"), arguments: fields.node("with"),
            timeout: try StepLoader.timeout(&fields) ?? defaults.timeout, location: fields.location)
    }

    private static func compensation(
        _ fields: inout FieldReader, _ defaults: StepDefaults
    ) throws(InputError) -> Compensation? {
        guard let node = fields.node("compensate") else { return nil }
        var inner = try FieldReader(node, as: "`compensate`")
        let check = try self.inner(&inner, defaults)
        let occasion = try inner.optionalChoice("after", of: Compensation.Occasion.self) ?? .failure
        try inner.finish()
        return Compensation(check: check, after: occasion)
    }
}
