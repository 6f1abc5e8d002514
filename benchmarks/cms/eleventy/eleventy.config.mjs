export default function (eleventy) {
  eleventy.addPassthroughCopy("images");
  eleventy.setServerPassthroughCopyBehavior("copy");
  return { dir: { input: ".", output: process.env.CMS_OUT, includes: "_includes", data: "_data" }, htmlTemplateEngine: "njk" };
}
