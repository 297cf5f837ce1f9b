import Trust

/// Steps from a gossfile. goss looks at the machine it runs on, and so do these: with its programs, without a shell
/// where the gossfile needs none.
struct GossImport {
    /// Reads one resource into steps.
    private typealias Reading = (inout GossItem, inout ImportDraft) throws(InputError) -> Void

    static func read(_ root: YAMLNode, into draft: inout ImportDraft) throws(InputError) {
        guard case .mapping(let kinds, _) = root else {
            throw InputError(
                "not-a-gossfile", "a gossfile is a mapping, found \(root.noun)", at: root.location,
                remedy: "name a gossfile")
        }
        for kind in kinds {
            guard let reading = reading(of: kind.key) else {
                draft.leave("`\(Excerpt.of(kind.key))`", reason(kind.key), at: kind.location, remedy: remedy(kind.key))
                continue
            }
            guard case .mapping(let resources, _) = kind.value else {
                draft.leave("`\(kind.key)`", "holds \(kind.value.noun) and no resources", at: kind.location)
                continue
            }
            for resource in resources { try read(resource, kind.key, reading, into: &draft) }
        }
    }

    private static func read(
        _ resource: YAMLNode.Member, _ kind: String, _ reading: Reading, into draft: inout ImportDraft
    ) throws(InputError) {
        guard case .mapping = resource.value else {
            draft.leave(
                "\(kind) `\(Excerpt.of(resource.key))`", "has no attributes, so it asks for nothing",
                at: resource.location)
            return
        }
        var item = try GossItem(kind: kind, resource)
        if item.flag("skip") == true {
            draft.leave(item.label, "is skipped there, and what is skipped has not passed here", at: item.location)
            return
        }
        // A program would take it for an option, and `--help` ends well whatever it was asked.
        guard kind == "command" || !item.name.hasPrefix("-") else {
            draft.leave(item.label, "has a name that begins with a hyphen", at: item.location)
            return
        }
        let before = (draft.stepCount, draft.leftBehind.count)
        try reading(&item, &draft)
        for fault in item.faults { draft.leave(fault.what, fault.why, at: fault.location) }
        for member in item.unread where !isEmpty(member.value) {
            draft.leave("`\(Excerpt.of(member.key))` of \(item.label)", "has no equal here", at: member.location)
        }
        if (draft.stepCount, draft.leftBehind.count) == before {
            draft.leave(item.label, "asks for nothing that could fail", at: item.location)
        }
    }

    /// `stderr: []`, which asks for nothing there either.
    private static func isEmpty(_ node: YAMLNode) -> Bool {
        switch node {
        case .scalar(let text, let plain, _): ScalarKind(plain: plain, text) == .null
        case .sequence(let elements, _): elements.isEmpty
        case .mapping(let members, _): members.isEmpty
        }
    }

    private static func reading(of kind: String) -> Reading? {
        switch kind {
        case "file": file
        case "command": command
        case "http": http
        case "port": port
        case "dns": dns
        case "service": service
        case "package": package
        case "process": process
        case "user": user
        case "group": group
        case "mount": mount
        case "kernel-param": kernelParameter
        default: nil
        }
    }

    private static func reason(_ kind: String) -> String {
        switch kind {
        case "gossfile": "names further gossfiles, which are not read"
        case "addr": "asks whether an address can be reached, and no kind does that without asking it something"
        default: "has no equal here"
        }
    }

    private static func remedy(_ kind: String) -> String? {
        switch kind {
        case "gossfile": "let `goss render` put them together, and import the result"
        case "addr": "ask the service there something with `http`, or a program of yours with `command`"
        default: nil
        }
    }

    /// Adds a step about a resource.
    static func carry(
        _ item: inout GossItem, _ aspect: String, uses: String = "command",
        _ arguments: [(key: String, value: ImportedValue)], into draft: inout ImportDraft
    ) throws(InputError) {
        let title = item.title ?? "\(item.kind) \(item.name)\(aspect.isEmpty ? "" : ": \(aspect)")"
        var step = ImportedStep(
            "\(item.kind) \(item.name) \(aspect)", title, uses: uses, arguments, at: item.location)
        step.timeout = item.timeout
        try draft.carry(step)
    }
}
