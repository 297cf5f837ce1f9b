import Trust

/// A pattern for components that must not occur: of names, or of package URLs.
struct ComponentBan {
    private let glob: Glob
    /// What a pattern of package URLs says of a component that has none; nil where it names no package.
    private let nameless: (whole: Glob, last: Glob)?

    init(_ glob: Glob) {
        self.glob = glob
        nameless = Self.nameless(glob)
    }

    /// Whether it is the component, by any name the document has for it. One without package URL may be of any type, so
    /// that there the rest of the pattern decides: `pkg:npm/event-stream@*` covers what is called `event-stream`.
    func covers(_ component: BillComponent) -> Bool {
        if Self.names(of: component).contains(where: glob.matches) { return true }
        guard component.packageURLs.isEmpty, let nameless, let name = component.name else { return false }
        let path = [component.group, name].compactMap { $0.map(PackageURL.encoded) }.joined(separator: "/")
        let glob = component.group == nil ? nameless.last : nameless.whole
        return glob.matches(path) || glob.matches("\(path)@\(PackageURL.encoded(component.version ?? ""))")
    }

    // Package URLs in their canonical spelling with and without qualifiers and subpath, which say where a package came
    // from and not which one it is; the name with and without what CycloneDX says before it.
    private static func names(of component: BillComponent) -> [String] {
        var names = component.packageURLs.flatMap { [$0.description, $0.withoutQualifiers] }
        if let name = component.name {
            names.append(name)
            if let group = component.group { names += ["\(group)/\(name)", "\(group):\(name)"] }
        }
        return names
    }

    private static func nameless(_ glob: Glob) -> (whole: Glob, last: Glob)? {
        guard glob.pattern.hasPrefix("pkg:"), let slash = glob.pattern.firstIndex(of: "/") else { return nil }
        let whole = glob.pattern[glob.pattern.index(after: slash)...]
        let last = whole[(whole.lastIndex(of: "/").map { whole.index(after: $0) } ?? whole.startIndex)...]
        // A whole ecosystem that is banned says nothing of a name.
        guard let name = last.split(separator: "@", omittingEmptySubsequences: false).first,
            name.contains(where: { $0 != "*" }), let all = try? Glob(String(whole)), let one = try? Glob(String(last))
        else { return nil }
        return (all, one)
    }
}
