// The ministry's front: every page is drawn here from what the API answers; addresses are real paths (history routing).
const words = await (await fetch("/words.json")).json();
const api = "/api/items";
const size = 12;
const app = document.getElementById("app");

const escape = (text) => text.replace(/[&<>"]/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[letter]);

async function ask(collection, parameters) {
  const answer = await fetch(`${api}/${collection}?${new URLSearchParams(parameters)}`);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

const day = (language, instant) =>
  new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short", timeZone: words.zone }).format(new Date(instant));

function frame(language, title, html) {
  const own = words[language];
  document.documentElement.lang = language;
  document.title = `${title} | ${own.ministry}`;
  app.innerHTML = `
    <header><a href="/${language}/">${own.ministry}</a>
      <nav>${own.menu.map((entry) => `<a href="${entry.path}">${escape(entry.title)}</a>`).join("")}</nav>
      <div class="languages">${words.languages.map((code) => `<a href="/${code}/" lang="${code}">${code.toUpperCase()}</a>`).join(" ")}</div>
    </header>
    <main>${html}</main>
    <footer>${own.footer.map((entry) => `<a href="${entry.path}">${escape(entry.title)}</a>`).join(" ")}
      <a href="/${language}/search">${own.search}</a> <a href="/admin">Login</a></footer>`;
}

const card = (language, item) =>
  `<li class="card"><time datetime="${item.published}">${day(language, item.published)}</time>
   <h3><a href="/${language}/news/${item.slug}">${escape(item.title)}</a></h3><p>${escape(item.summary.slice(0, 140))}…</p></li>`;

const newest = (language, limit, offset) =>
  ask("releases", {
    "filter[language][_eq]": language, sort: "-published", limit, offset,
    fields: "id,slug,title,summary,published", meta: "filter_count",
  });

async function home(language) {
  const { data } = await newest(language, 3, 0);
  frame(language, words[language].home, `<h1>${words[language].ministry}</h1><p>${words[language].about}</p>
    <h2>${words[language].latest}</h2><ul>${data.map((item) => card(language, item)).join("")}</ul>
    <a href="/${language}/news">${words[language].news}</a>`);
}

async function news(language) {
  const { data, meta } = await newest(language, size, 0);
  frame(language, words[language].news, `<h1>${words[language].news}</h1><ul id="list"></ul><button>${words[language].older}</button>`);
  const list = document.getElementById("list");
  const button = document.querySelector("main button");
  const more = (items) => {
    list.insertAdjacentHTML("beforeend", items.map((item) => card(language, item)).join(""));
    button.hidden = list.children.length >= meta.filter_count;
  };
  more(data);
  button.addEventListener("click", async () => more((await newest(language, size, list.children.length)).data));
}

async function release(language, slug) {
  const { data } = await ask("releases", { "filter[language][_eq]": language, "filter[slug][_eq]": slug, limit: 1 });
  if (!data.length) return missing(language);
  const [item] = data;
  frame(language, item.title, `<article><h1>${escape(item.title)}</h1>
    <p class="date">${words[language].published} <time datetime="${item.published}">${day(language, item.published)}</time></p>
    <div class="text">${item.body}</div></article>`);
}

async function section(language, kind) {
  const { data } = await ask("pages", {
    "filter[language][_eq]": language, "filter[kind][_eq]": kind, fields: "slug,title,day", limit: -1, sort: "day",
  });
  const title = words[language].menu.find((entry) => entry.path === `/${language}/${kind}`)?.title ?? kind;
  frame(language, title, `<h1>${escape(title)}</h1><ul>${data
    .map((item) => `<li><a href="/${language}/${kind}/${item.slug}">${escape(item.title)}</a> ${item.day ?? ""}</li>`)
    .join("")}</ul>`);
}

async function page(language, kind, slug) {
  const { data } = await ask("pages", { "filter[language][_eq]": language, "filter[slug][_eq]": slug, limit: 1 });
  if (!data.length) return missing(language);
  frame(language, data[0].title, `<h1>${escape(data[0].title)}</h1>${data[0].body}`);
}

const missing = (language) => frame(language, "404", "<h1>404</h1><p>Page not found.</p>");

const [, language, kind, slug] = location.pathname.split("/");
if (!words[language]) location.replace(`/${words.languages[0]}/`);
else if (!kind) await home(language);
else if (kind === "news") await (slug ? release(language, decodeURIComponent(slug)) : news(language));
else if (kind === "search") frame(language, words[language].search, `<h1>${words[language].search}</h1><input>`);
else if (slug) await page(language, kind, decodeURIComponent(slug));
else await section(language, kind);
